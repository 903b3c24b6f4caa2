import { SingleBar } from 'cli-progress';

/** Shows how far a run is, how fast it goes and how long it will take: on a terminal only, on stderr. */
export class Progress {
  private readonly bar: SingleBar | undefined;

  /** @param total - simulated time at which arrivals end */
  constructor(
    private readonly total: number,
    quiet: boolean,
  ) {
    if (quiet || !process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format:
        '{bar} {percentage}%  round {value} of {total}  {auctions} auctions, {rate}/s  {eta_formatted} left',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 50,
    });
    this.bar.start(total, 0, { auctions: '0', rate: '–' });
  }

  /** @param seconds - wall time since the start */
  update(now: number, auctions: number, seconds: number): void {
    const rate = seconds > 0 ? Math.round(auctions / seconds) : 0;
    this.bar?.update(Math.min(now, this.total), {
      auctions: auctions.toLocaleString('en'),
      rate: rate.toLocaleString('en'),
    });
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.bar?.stop();
  }
}
