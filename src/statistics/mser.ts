/** Values in a batch: the 5 of MSER-5. */
const BATCH = 5;
/** A truncation point leaves at least this share of the series behind it. */
const LEAST_LEFT = 1 / 4;

/**
 * Where the warm-up of a series ends, by the marginal standard error rule MSER-5 (White 1997; White, Cobb & Spratt 2000):
 * of batches of 5 values, the first d are left out, d being the number that makes the standard error of the mean of the
 * others smallest, (1 / (n − d)²) Σ_{i > d} (xᵢ − x̄_d)². Leaving out more than the first half is refused (White et al.): the
 * minimum is then an accident of few values, or the run is too short. Points so near the end that less than a
 * quarter of the batches is left are not looked at, since a few values may be alike by chance (Hoad, Robinson & Davies 2010
 * leave out the last five).
 *
 * Keeps a number for every 5 values, 1.6 to 3.2 bytes a value.
 */
export class Mser5 {
  private means = new Float64Array(1024);
  private batches = 0;
  private sum = 0;
  private filled = 0;

  add(value: number): void {
    this.sum += value;
    if (++this.filled < BATCH) return;
    if (this.batches === this.means.length) {
      const longer = new Float64Array(2 * this.batches);
      longer.set(this.means);
      this.means = longer;
    }
    this.means[this.batches++] = this.sum / BATCH;
    this.sum = 0;
    this.filled = 0;
  }

  /**
   * How many of the first values are warm-up, a multiple of 5; `undefined` where that would be more than half of them, or
   * there are fewer than 10 batches. O(n).
   */
  truncation(): number | undefined {
    const point = mserPoint(this.means.subarray(0, this.batches));
    return point === undefined ? undefined : BATCH * point;
  }
}

/**
 * The number d of first values whose omission minimises the marginal standard error of the others, the smallest such d;
 * `undefined` where it is above half of them or there are fewer than 10. One pass from the end, with sums of distances
 * from the last value, so that a large mean does not cancel.
 */
function mserPoint(series: Float64Array): number | undefined {
  const n = series.length;
  if (n < 10) return undefined;
  const origin = series[n - 1]!;
  const last = Math.floor(n * (1 - LEAST_LEFT));
  let sum = 0;
  let squares = 0;
  let point = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let d = n - 1; d >= 0; d--) {
    const x = series[d]! - origin;
    sum += x;
    squares += x * x;
    if (d > last) continue;
    const left = n - d;
    const statistic = Math.max(0, squares - (sum * sum) / left) / (left * left);
    if (statistic <= least) {
      least = statistic;
      point = d;
    }
  }
  return point > n / 2 ? undefined : point;
}
