/** Tells the time. */
interface Clock {
  readonly now: number;
}

/**
 * Population standard deviation of numbers that change one at a time, all 0 at first, and its integral over time. Mean and
 * Σ (x − mean)² follow each change by Welford's recurrence (1962) for a number that is replaced, in which nothing cancels. O(1); M
 * changes add an error of at most about M · 2⁻⁵² of the largest Σ (x − mean)² on the way. Numbers are read from columns and the time from
 * its clock, because a double that is passed to a function may have to be allocated.
 */
export class DeviationOverTime {
  private readonly seen: Float64Array;
  private mean = 0;
  private squares = 0;
  private deviation = 0;
  private area = 0;
  private last = 0;

  /** @param count - how many numbers there are, > 0 */
  constructor(
    private readonly count: number,
    private readonly clock: Clock,
  ) {
    this.seen = new Float64Array(count);
  }

  /** The deviation as it is now. */
  get current(): number {
    return this.deviation;
  }

  /** The number in row `at` may have changed to `numbers[at]`. */
  follow(numbers: Float64Array, at: number): void {
    const { count, seen } = this;
    const { now } = this.clock;
    this.area += this.deviation * (now - this.last);
    this.last = now;
    const from = seen[at]! - this.mean;
    const difference = numbers[at]! - seen[at]!;
    seen[at] = numbers[at]!;
    this.mean += difference / count;
    this.squares += difference * (numbers[at]! - this.mean + from);
    this.deviation = Math.sqrt(Math.max(0, this.squares) / count);
  }

  /** Forgets all before now; the numbers stay what they are. */
  restart(): void {
    this.area = 0;
    this.last = this.clock.now;
  }

  /** ∫ deviation dt from the start to `time`, which is not before the last change. */
  integral(time: number): number {
    return this.area + this.deviation * (time - this.last);
  }
}
