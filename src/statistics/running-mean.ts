import { intervalOf, type MeanInterval } from './mean-interval.js';

/** The mean of independent values and its interval, as {@link meanInterval} gives them, while values come; in O(1) a value. */
export class RunningMean {
  count = 0;
  private first = 0;
  /** Σ of the powers of distances from the first value: of those, rounding takes less than of the values. */
  private sum = 0;
  private squares = 0;
  private cubes = 0;

  add(value: number): void {
    if (this.count++ === 0) this.first = value;
    const distance = value - this.first;
    this.sum += distance;
    this.squares += distance ** 2;
    this.cubes += distance ** 3;
  }

  /** NaN where there is no value. */
  get mean(): number {
    return this.count === 0 ? Number.NaN : this.first + this.sum / this.count;
  }

  /** Undefined for fewer than 2 values. */
  interval(level: number): MeanInterval | undefined {
    const { count: n } = this;
    if (n < 2) return undefined;
    const shift = this.sum / n;
    const squares = Math.max(0, this.squares - n * shift ** 2);
    const cubes = this.cubes - 3 * shift * this.squares + 2 * n * shift ** 3;
    return intervalOf(
      { mean: this.mean, error: Math.sqrt(squares / (n - 1) / n), freedom: n - 1 },
      n,
      cubes,
      level,
    );
  }
}
