import { printError } from './print.js';
import { Stopwatch } from './stopwatch.js';

/** Seconds before the first line, and between two. */
const secondsBetween = 30;

/**
 * Tells on stderr how far something is, where that is no terminal: a line every half minute, so that
 * nothing is said of what is over sooner.
 */
export class HalfMinuteLines {
  #next = secondsBetween;

  /** @param watch - started with what is told of */
  constructor(
    private readonly quiet: boolean,
    private readonly watch: Pick<Stopwatch, 'wallSeconds'> = new Stopwatch(),
  ) {}

  /**
   * Prints what `line` says, if it is time to.
   *
   * @param line - given the seconds so far
   */
  tell(line: (seconds: number) => string): void {
    if (this.quiet || process.stderr.isTTY) return;
    const seconds = this.watch.wallSeconds;
    if (seconds < this.#next) return;
    this.#next = seconds + secondsBetween;
    printError(`${line(seconds)}\n`);
  }
}
