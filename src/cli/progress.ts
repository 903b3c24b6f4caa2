import { SingleBar } from 'cli-progress';
import { readableNumber } from '../output/summary/readable-number.js';
import { HalfMinuteLines } from './half-minute-lines.js';
import { paceInWords, paceOf } from './pace.js';

/**
 * Shows on stderr how far a run is, how fast it goes and how long it will take: a bar on a terminal,
 * else a line every half minute.
 */
export class Progress {
  private readonly bar: SingleBar | undefined;
  private readonly lines: HalfMinuteLines;

  /**
   * @param total - simulated time at which arrivals are expected to end
   * @param unit - what time is counted in: `round`, or `time`; before it what the run is for
   */
  constructor(
    private readonly total: number,
    private readonly unit: string,
    quiet: boolean,
  ) {
    this.lines = new HalfMinuteLines(quiet);
    if (quiet || !process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format: `{bar} {percentage}%  ${unit} {now} of {end}  {auctions} auctions, {rate}/s  {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 50,
    });
    this.bar.start(total, 0, { now: '0', end: readableNumber(total), auctions: '0', rate: '–' });
  }

  /** @param seconds - wall time since the start */
  update(now: number, auctions: number, seconds: number): void {
    const told = {
      now: readableNumber(now),
      auctions: auctions.toLocaleString('en'),
      rate: (seconds > 0 ? Math.round(auctions / seconds) : 0).toLocaleString('en'),
    };
    this.bar?.update(Math.min(now, this.total), told);
    this.lines.tell(() => {
      const { left } = paceInWords(paceOf(now, this.total, seconds));
      const end = readableNumber(this.total);
      return `${this.unit} ${told.now} of ${end}  ${told.auctions} auctions, ${told.rate}/s  ${left} left`;
    });
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.bar?.stop();
  }
}
