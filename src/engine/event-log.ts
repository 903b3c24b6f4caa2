import type { Spans } from './spans.js';

/** One measured event, as it was kept. */
export interface LoggedEvent {
  /** Simulated time. */
  time: number;
  begin: number;
  end: number;
  heap: number;
  parts: Uint16Array;
  begins: Float64Array;
  ends: Float64Array;
}

/**
 * Keeps measured events in bounded memory, evenly over a run of any length: all of them at first, then every second,
 * every fourth and so on.
 */
export class EventLog {
  private kept: LoggedEvent[] = [];
  private spans = 0;
  private stride = 1;
  private seen = 0;

  /** @param limit - how many spans at most, those of the events themselves included; one event may go beyond it */
  constructor(private readonly limit: number) {}

  /** The events, in order. */
  get events(): readonly LoggedEvent[] {
    return this.kept;
  }

  /** Offers the next event. Times and bytes are as the meters read them. */
  offer(time: number, begin: number, end: number, heap: number, spans: Spans): void {
    if (this.seen++ % this.stride !== 0) return;
    const { count } = spans;
    this.kept.push({
      time,
      begin,
      end,
      heap,
      parts: spans.parts.slice(0, count),
      begins: spans.begins.slice(0, count),
      ends: spans.ends.slice(0, count),
    });
    this.spans += count + 1;
    while (this.spans > this.limit && this.kept.length > 1) this.thin();
  }

  private thin(): void {
    this.kept = this.kept.filter((_, position) => position % 2 === 0);
    this.spans = this.kept.reduce((sum, { parts }) => sum + parts.length + 1, 0);
    this.stride *= 2;
  }
}
