import { type Estimate, estimateOf } from './estimate.js';

/** What pairs of values, one pair a replication, say of the difference of two means. */
export interface PairedDifference {
  /** Of first − second. */
  readonly difference: Estimate;
  /** Pearson's correlation within pairs; `NaN` where either is constant. */
  readonly correlation: number;
  /**
   * (Var first + Var second) / Var(first − second): how many times as many replications it would take without common random
   * numbers. Above 1 where pairs are positively correlated; 1 where nothing varies.
   */
  readonly varianceReduction: number;
}

/** What is no more than the rounding of three variances. */
const ROUNDING = 1e-13;

/**
 * Compares by pairs: replication i of both systems saw the same arrivals and tasks (common random numbers), so what they share
 * drops out of the difference (Law 2015, sections 10.2 and 11.2).
 *
 * @throws RangeError where the numbers of replications differ or are below 2
 */
export function pairedDifference(first: readonly number[], second: readonly number[]): PairedDifference {
  const n = first.length;
  if (n !== second.length || n < 2) {
    throw new RangeError(`pairs need as many of either, 2 at least, not ${n} and ${second.length}`);
  }
  const difference = estimateOf(first.map((value, i) => value - second[i]!));
  const [a, b] = [first, second].map((values) => estimateOf(values).error ** 2) as [number, number];
  const ofDifference = difference.error ** 2;
  return {
    difference,
    correlation: correlationOf(a, b, ofDifference),
    varianceReduction: ofDifference === 0 && a + b === 0 ? 1 : (a + b) / ofDifference,
  };
}

/** From the variances of both and of their difference; 0 where rounding may have made all of it. */
function correlationOf(a: number, b: number, ofDifference: number): number {
  const shared = a + b - ofDifference;
  if (Math.abs(shared) <= ROUNDING * (a + b)) return a * b === 0 ? Number.NaN : 0;
  return Math.max(-1, Math.min(1, shared / (2 * Math.sqrt(a * b))));
}
