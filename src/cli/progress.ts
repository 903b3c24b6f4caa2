import { SingleBar } from 'cli-progress';
import { readableNumber } from '../output/summary/readable-number.js';

/** Shows how far a run is, how fast it goes and how long it will take: on a terminal only, on stderr. */
export class Progress {
  private readonly bar: SingleBar | undefined;

  /**
   * @param total - simulated time at which arrivals are expected to end
   * @param unit - what time is counted in: `round`, or `time`; before it what the run is for
   */
  constructor(
    private readonly total: number,
    unit: string,
    quiet: boolean,
  ) {
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
    const rate = seconds > 0 ? Math.round(auctions / seconds) : 0;
    this.bar?.update(Math.min(now, this.total), {
      now: readableNumber(now),
      auctions: auctions.toLocaleString('en'),
      rate: rate.toLocaleString('en'),
    });
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.bar?.stop();
  }
}
