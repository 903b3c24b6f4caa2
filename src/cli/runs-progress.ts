import { SingleBar } from 'cli-progress';

/** Shows how many runs of an experiment are done: on a terminal only, on stderr. */
export class RunsProgress {
  private readonly bar: SingleBar | undefined;

  /** @param total - runs at most */
  constructor(total: number, quiet: boolean) {
    if (quiet || !process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format: '{bar} {percentage}%  run {value} of {total}  {eta_formatted} left',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.bar.start(total, 0);
  }

  update(done: number): void {
    this.bar?.update(done);
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.bar?.stop();
  }
}
