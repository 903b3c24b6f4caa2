/** How unequal the first `count` values are. All are summed in order of index. */

/** Population standard deviation, two passes; 0 for no values. */
export function standardDeviation(values: Float64Array, count: number): number {
  if (count === 0) return 0;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const deviation = values[i]! - mean;
    squares += deviation * deviation;
  }
  return Math.sqrt(squares / count);
}

/**
 * Jain's index (Σ x)² / (n Σ x²) of non-negative values: from 1/n (one has all) to 1 (all equal, or all 0).
 * Jain, Chiu and Hawe (1984).
 */
export function jainIndex(values: Float64Array, count: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    sum += values[i]!;
    squares += values[i]! * values[i]!;
  }
  return squares === 0 ? 1 : (sum * sum) / (count * squares);
}

/**
 * Gini coefficient of non-negative values: from 0 (all equal, or all 0) to 1 − 1/n (one has all).
 * O(count log count); sorts the first `count` entries of `values` in place.
 */
export function giniCoefficient(values: Float64Array, count: number): number {
  const sorted = values.subarray(0, count).sort();
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < count; i++) {
    sum += sorted[i]!;
    weighted += (i + 1) * sorted[i]!;
  }
  return sum === 0 ? 0 : (2 * weighted) / (count * sum) - (count + 1) / count;
}
