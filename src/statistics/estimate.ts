import { studentTail, studentTailQuantile } from './student-t.js';

/** An estimate of a mean. (mean − true mean) / error is taken to have Student's t distribution. */
export interface Estimate {
  readonly mean: number;
  /** Standard error of `mean`, ≥ 0. */
  readonly error: number;
  /** Degrees of freedom of `error`, ≥ 1; `Infinity` where the error is known and not estimated. */
  readonly freedom: number;
}

/**
 * The mean of independent values of one distribution, at least 2 of them. O(n), in two passes. Of equal values the mean is
 * that value and the error 0, exactly: distances from the first are added up.
 */
export function estimateOf(values: ArrayLike<number>): Estimate {
  const n = values.length;
  const first = values[0]!;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]! - first;
  const mean = first + sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return { mean, error: Math.sqrt(squares / (n - 1) / n), freedom: n - 1 };
}

/** Half the width of the interval around the mean that holds the true one with probability `level`, in (0, 1). */
export function halfWidth({ error, freedom }: Estimate, level: number): number {
  return error === 0 ? 0 : error * studentTailQuantile((1 - level) / 2, freedom);
}

/** The chance that an estimate of a true mean `hypothesis` is as far from it as this one, on either side. */
export function pValue({ mean, error, freedom }: Estimate, hypothesis: number): number {
  const distance = Math.abs(mean - hypothesis);
  if (distance === 0) return 1;
  return error === 0 ? 0 : 2 * studentTail(distance / error, freedom);
}
