import { SingleBar } from 'cli-progress';
import { HalfMinuteLines } from './half-minute-lines.js';
import type { Interrupt } from './interrupt.js';
import { paceLine } from './pace.js';

/** Shows on stderr how many of a number are done: a bar on a terminal, else a line every half minute. */
export class CountedProgress {
  private readonly bar: SingleBar | undefined;
  private readonly lines: HalfMinuteLines;

  /**
   * @param what - is counted, in the singular
   * @param total - at most
   * @param options.interrupt - takes the bar off the terminal
   */
  constructor(
    private readonly what: string,
    private readonly total: number,
    { quiet = false, interrupt }: { readonly quiet?: boolean; readonly interrupt?: Interrupt } = {},
  ) {
    this.lines = new HalfMinuteLines(quiet);
    if (quiet || !process.stderr.isTTY) return;
    const bar = new SingleBar({
      format: `{bar} {percentage}%  ${what} {value} of {total}  {eta_formatted} left  {name}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    // A bar hides the cursor.
    interrupt?.defer(() => bar.stop());
    bar.start(total, 0, { name: '' });
    this.bar = bar;
  }

  /** @param name - of what is done now, where it has one */
  update(done: number, name = ''): void {
    this.bar?.update(done, { name });
    this.lines.tell((seconds) => {
      const line = paceLine(this.what, done, this.total, seconds);
      return name === '' ? line : `${line}  ${name}`;
    });
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    this.bar?.stop();
  }
}
