/** Values in a batch: the 5 of MSER-5. */
const BATCH = 5;
/** Batches at most, even: up to 655,360 values batches are of 5. */
const MOST = 2 ** 17;
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
 * Values come in any order, each with its place in the series, of which some may stay empty: a batch is the mean of what it has, and
 * one without any is left out. Memory is bounded: where there are too many batches, pairs become one, of 10, 20, 40 … values. 2 MiB.
 */
export class Mser5 {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;
  private size = BATCH;
  /** Places up to the last that has a value. */
  private length = 0;

  /** @param most - batches at most, even, at least 20 */
  constructor(private readonly most = MOST) {
    this.sums = new Float64Array(most);
    this.counts = new Float64Array(most);
  }

  /** @param place - of the value in the series, from 0; each has one value at most */
  add(place: number, value: number): void {
    while (place >= this.most * this.size) this.joinPairs();
    const batch = Math.floor(place / this.size);
    this.sums[batch]! += value;
    this.counts[batch]!++;
    this.length = Math.max(this.length, place + 1);
  }

  /**
   * How many of the first places are warm-up, a multiple of the size of a batch; `undefined` where that would be more than half of
   * the batches, or there are fewer than 10. The last batch counts where it is full. O(batches).
   */
  truncation(): number | undefined {
    const batches = Math.floor(this.length / this.size);
    const full = Array.from({ length: batches }, (_, batch) => batch).filter(
      (batch) => this.counts[batch]! > 0,
    );
    const point = mserPoint(Float64Array.from(full, (batch) => this.sums[batch]! / this.counts[batch]!));
    return point === undefined ? undefined : this.size * full[point]!;
  }

  private joinPairs(): void {
    for (const column of [this.sums, this.counts]) {
      for (let i = 0; i < this.most / 2; i++) column[i] = column[2 * i]! + column[2 * i + 1]!;
      column.fill(0, this.most / 2);
    }
    this.size *= 2;
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
