/**
 * How unequal `count` non-negative values are, of which only the first `filled` entries of `values` need be given: the
 * others are 0. All are summed in order of index.
 */

/**
 * Jain's index (Σ x)² / (n Σ x²): from 1/n (one has all) to 1 (all equal, or all 0). O(filled).
 * Jain, Chiu and Hawe (1984).
 */
export function jainIndex(values: Float64Array, filled: number, count: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < filled; i++) {
    sum += values[i]!;
    squares += values[i]! * values[i]!;
  }
  return squares === 0 ? 1 : (sum * sum) / (count * squares);
}

/**
 * Gini coefficient: from 0 (all equal, or all 0) to 1 − 1/n (one has all). O(filled log filled), some 100 ns a value:
 * it sorts the given entries in place.
 */
export function giniCoefficient(values: Float64Array, filled: number, count: number): number {
  const sorted = values.subarray(0, filled).sort();
  const zeros = count - filled;
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < filled; i++) {
    sum += sorted[i]!;
    weighted += (zeros + i + 1) * sorted[i]!;
  }
  return sum === 0 ? 0 : (2 * weighted) / (count * sum) - (count + 1) / count;
}
