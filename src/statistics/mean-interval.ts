import { type Estimate, estimateOf } from './estimate.js';
import { studentTailQuantile } from './student-t.js';

/** An interval of a mean. It reaches further on the side to which values are skewed. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How much further than the first Edgeworth term says an interval of n values reaches. The skewness of 12
 * to 30 values of a skewed law is on average some half of the true one, and less of fewer; and the term
 * is the first of a series. 2 + 36/n is chosen by measured coverage (docs/compare.md, `npm run bench --
 * coverage`).
 */
const stretch = (n: number): number => 2 + 36 / n;

/**
 * The mean of independent values of one law, at least 2, and an interval that holds the true mean with
 * probability `level`: Student's t, and on the side of the skewness further out by the first Edgeworth
 * term of a studentised mean, γ (1 + 2z²) / (6 √n) standard errors (Johnson 1978, Hall 1983), z the
 * normal quantile, 2 + 36/n times.
 * Where values are not skewed it is Student's interval. O(n).
 *
 * @param freedom - degrees of freedom of the error, > 0
 */
export function meanInterval(
  values: readonly number[],
  level: number,
  freedom: number = values.length - 1,
): MeanInterval {
  const { mean, error } = estimateOf(values);
  let cubes = 0;
  for (const value of values) cubes += (value - mean) ** 3;
  return intervalOf({ mean, error, freedom }, values.length, cubes, level);
}

/**
 * The same from what is known of n values.
 *
 * @param cubes - Σ (x − mean)³
 */
export function intervalOf(
  { mean, error, freedom }: Estimate,
  n: number,
  cubes: number,
  level: number,
): MeanInterval {
  if (error === 0) return { mean, low: mean, high: mean };
  const { below, above } = reach(quantilesOf(level, freedom), n, skewnessOf(n, error, cubes));
  return { mean, low: mean - below * error, high: mean + above * error };
}

/** Quantiles that an interval is made of. */
interface Quantiles {
  /** Student's. */
  readonly t: number;
  /** The normal one. */
  readonly z: number;
}

/** Of an interval with two ends, at `level` together. */
export function quantilesOf(level: number, freedom: number): Quantiles {
  const tail = (1 - level) / 2;
  return {
    t: studentTailQuantile(tail, freedom),
    z: studentTailQuantile(tail, Number.POSITIVE_INFINITY),
  };
}

/** How many standard errors an interval of n values reaches below and above the mean. */
export function reach({ t, z }: Quantiles, n: number, skewness: number): { below: number; above: number } {
  const further = (stretch(n) * skewness * (1 + 2 * z * z)) / (6 * Math.sqrt(n));
  return { below: t + Math.max(0, -further), above: t + Math.max(0, further) };
}

/**
 * The skewness of n values, bias of its numerator removed; 0 for fewer than 3, and where none varies.
 *
 * @param error - standard error of their mean
 * @param cubes - Σ (x − mean)³
 */
export function skewnessOf(n: number, error: number, cubes: number): number {
  const deviation = error * Math.sqrt(n);
  if (n < 3 || deviation === 0) return 0;
  return ((n / ((n - 1) * (n - 2))) * cubes) / deviation ** 3;
}
