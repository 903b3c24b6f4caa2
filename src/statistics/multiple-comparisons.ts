/**
 * The level of each of `count` intervals that makes all of them hold together with probability `level` at least,
 * however they depend on each other (Bonferroni; Dunn 1961): 1 − (1 − level) / count.
 */
export function bonferroniLevel(level: number, count: number): number {
  return 1 - (1 - level) / count;
}

/**
 * p-values adjusted for their number by Holm's step-down rule (1979): to refuse every hypothesis whose adjusted value is
 * at most α refuses a true one with probability α at most, however they depend on each other. Never above, and for all
 * but the smallest below, Bonferroni's, but it has no intervals of its own. O(n log n).
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const [rank, at] of order.entries()) {
    largest = Math.max(largest, (pValues.length - rank) * pValues[at]!);
    adjusted[at] = Math.min(1, largest);
  }
  return adjusted;
}
