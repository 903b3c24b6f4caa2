import { correctedHalfWidth } from './corrected-half-width.js';

/** Batches at most; there are at least half as many once so many places are taken. Even. */
const MOST = 32;

/**
 * The mean of correlated values, for example the sojourn times of successive tasks, with its interval, in constant memory:
 * the method of non-overlapping batch means. Each value has a place in the series, from 0, and comes in any order; some
 * places may stay empty. Successive places make a batch. When places pass the last of 32 batches, pairs become one, so
 * that from then on 16 to 31 are full (Fishman 1978 doubles batches in the same way). Few long batches are closer to
 * independent than many short ones, and cost an interval 3 % of its width (Schmeiser 1982).
 *
 * Values are of some kinds, for example classes of tasks, that share the places. The mean of a kind is a ratio, its sum ÷
 * its count, so what counts of a batch is how far its sum is from the mean times its count.
 *
 * Rounding puts the mean of n values of size P off by at most n · 2⁻⁵³ · P. A value costs 2 ns.
 */
export class BatchMeans {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;
  /** Places in a batch, a power of 2, and its reciprocal. */
  private size = 1;
  private inverse = 1;
  /** Places up to the last that is taken. */
  private length = 0;

  /** @param kinds - how many, at least 1 */
  constructor(private readonly kinds = 1) {
    this.sums = new Float64Array(kinds * MOST);
    this.counts = new Float64Array(kinds * MOST);
  }

  /**
   * @param place - in the series, a whole number ≥ 0
   * @param kind - from 0
   */
  add(place: number, value: number, kind = 0): void {
    if (place >= this.length) {
      this.length = place + 1;
      while (place >= MOST * this.size) this.joinPairs();
    }
    const cell = kind * MOST + ((place * this.inverse) | 0);
    this.sums[cell]! += value;
    this.counts[cell]!++;
  }

  /** Values so far, of a kind or of all. */
  count(kind?: number): number {
    return this.total(this.counts, kind);
  }

  /** The mean so far, of a kind or of all; `NaN` where there is none. */
  mean(kind?: number): number {
    return this.total(this.sums, kind) / this.total(this.counts, kind);
  }

  /** Full batches: all of their places are at or before the last that is taken. */
  get batches(): number {
    return Math.floor(this.length * this.inverse);
  }

  /**
   * What each full batch is off the mean of them all, in order: (its sum − mean × its count) ÷ the mean count. Their
   * standard deviation over the root of their number is the standard error of the mean (Cochran 1977, section 6.3). `NaN`
   * where they hold no value.
   */
  deviations(kind?: number): Float64Array {
    const { batches } = this;
    const sums = Float64Array.from({ length: batches }, (_, batch) => this.ofBatch(this.sums, batch, kind));
    const counts = sums.map((_, batch) => this.ofBatch(this.counts, batch, kind));
    const values = counts.reduce((sum, count) => sum + count, 0);
    const mean = sums.reduce((sum, value) => sum + value, 0) / values;
    return sums.map((sum, batch) => ((sum - mean * counts[batch]!) * batches) / values);
  }

  /** Half the width of the interval of the mean at `level`: see {@link correctedHalfWidth}. */
  halfWidth(level: number, kind?: number): number {
    return correctedHalfWidth(this.deviations(kind), level);
  }

  private joinPairs(): void {
    for (const column of [this.sums, this.counts]) {
      for (let kind = 0; kind < this.kinds; kind++) {
        const first = kind * MOST;
        for (let i = 0; i < MOST / 2; i++)
          column[first + i] = column[first + 2 * i]! + column[first + 2 * i + 1]!;
        column.fill(0, first + MOST / 2, first + MOST);
      }
    }
    this.size *= 2;
    this.inverse = 1 / this.size;
  }

  private total(column: Float64Array, kind: number | undefined): number {
    let sum = 0;
    for (let batch = 0; batch < MOST; batch++) sum += this.ofBatch(column, batch, kind);
    return sum;
  }

  private ofBatch(column: Float64Array, batch: number, kind: number | undefined): number {
    if (kind !== undefined) return column[kind * MOST + batch]!;
    let sum = 0;
    for (let each = 0; each < this.kinds; each++) sum += column[each * MOST + batch]!;
    return sum;
  }
}
