import type { Estimate } from './estimate.js';

/** Batches at most; there are at least half as many once so many values have come. Even. */
const MOST = 64;

/**
 * The mean of correlated values, for example the sojourn times of successive tasks, and its standard error, in constant
 * memory: the method of non-overlapping batch means. Values are gathered in batches of equal size; means of batches far
 * longer than the correlation are all but independent. When 64 batches are full, pairs of them become one and
 * batches twice as long, so that from then on there are 32 to 63: more would not make intervals much narrower (Schmeiser
 * 1982), fewer and longer ones are closer to independent. Fishman (1978) doubles batches in the same way; whether they are
 * long enough can be seen from {@link BatchMeans.correlation}.
 *
 * Rounding puts the mean of n values of size P off by at most n · 2⁻⁵³ · P, 10⁻⁷ P after 10⁹ of them. A value costs 2 ns.
 */
export class BatchMeans {
  private readonly sums = new Float64Array(MOST);
  private batches = 0;
  private size = 1;
  /** The batch that is not full. */
  private restSum = 0;
  private restCount = 0;
  /** What merging has left over: in the mean, but in no batch. */
  private spareSum = 0;
  private spareCount = 0;

  add(value: number): void {
    this.restSum += value;
    if (++this.restCount === this.size) {
      this.push(this.restSum);
      this.restSum = 0;
      this.restCount = 0;
    }
  }

  /** Values so far. */
  get count(): number {
    return this.batches * this.size + this.restCount + this.spareCount;
  }

  /** Full batches; see {@link BatchMeans.estimate}. */
  get batchCount(): number {
    return this.batches;
  }

  /** Values in a full batch: a power of 2. */
  get batchSize(): number {
    return this.size;
  }

  /**
   * The mean of all values, with the standard error that the means of full batches show; the values after the last
   * full batch, fewer than 1 in 32 of long runs, make it no larger. With fewer than two batches the error is not known: `NaN`.
   */
  estimate(): Estimate {
    const { batches } = this;
    const center = this.fullSum() / batches;
    let squares = 0;
    for (let i = 0; i < batches; i++) squares += (this.sums[i]! - center) ** 2;
    const error = Math.sqrt(squares / (batches - 1) / batches) / this.size;
    return {
      mean: (this.fullSum() + this.restSum + this.spareSum) / this.count,
      error,
      freedom: batches - 1,
    };
  }

  /**
   * Correlation of the mean of a batch with that of the next (lag 1). Of independent batches it is within ±2/√batches 19
   * times out of 20; far above, batches are too short and the error is too small: the run is. `NaN` below three batches or
   * where all are equal.
   */
  get correlation(): number {
    if (this.batches < 3) return Number.NaN;
    const center = this.fullSum() / this.batches;
    let products = 0;
    let squares = (this.sums[0]! - center) ** 2;
    for (let i = 1; i < this.batches; i++) {
      products += (this.sums[i]! - center) * (this.sums[i - 1]! - center);
      squares += (this.sums[i]! - center) ** 2;
    }
    return products / squares;
  }

  /**
   * Takes over all values of `other`, its full batches after ours: where sizes differ, shorter ones are joined first. What is
   * left over of `other`, less than a batch of ours, counts in the mean alone. Merging in the same order gives the same bits.
   */
  merge(other: BatchMeans): void {
    while (this.size < other.size) this.joinPairs();
    for (let i = 0; i < other.batches; ) {
      const joined = this.size / other.size;
      let sum = 0;
      let taken = 0;
      for (; taken < joined && i < other.batches; taken++) sum += other.sums[i++]!;
      if (taken === joined) this.push(sum);
      else {
        this.spareSum += sum;
        this.spareCount += taken * other.size;
      }
    }
    this.spareSum += other.restSum + other.spareSum;
    this.spareCount += other.restCount + other.spareCount;
  }

  /** Adds the sum of a full batch. */
  private push(sum: number): void {
    this.sums[this.batches++] = sum;
    if (this.batches === MOST) this.joinPairs();
  }

  /** Doubles the size of batches. One without a partner joins what is not full yet, which came next. */
  private joinPairs(): void {
    const { sums, batches } = this;
    const pairs = batches >> 1;
    for (let i = 0; i < pairs; i++) sums[i] = sums[2 * i]! + sums[2 * i + 1]!;
    if (batches > 2 * pairs) {
      this.restSum += sums[batches - 1]!;
      this.restCount += this.size;
    }
    this.batches = pairs;
    this.size *= 2;
  }

  private fullSum(): number {
    let sum = 0;
    for (let i = 0; i < this.batches; i++) sum += this.sums[i]!;
    return sum;
  }
}
