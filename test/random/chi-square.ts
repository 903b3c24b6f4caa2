/** Pearson's statistic of counts against those expected; by default all should be equal. */
export function chiSquare(counts: readonly number[], expected?: readonly number[]): number {
  const equal = counts.reduce((total, count) => total + count, 0) / counts.length;
  return counts.reduce((total, count, i) => {
    const mean = expected?.[i] ?? equal;
    return total + (count - mean) ** 2 / mean;
  }, 0);
}

/**
 * Bounds that a chi-square variable of `freedom` degrees leaves with probability below about 1e-6 on either side:
 * the Wilson–Hilferty cube of a normal at ±4.75. Too even is as suspect as too uneven.
 */
export function chiSquareBounds(freedom: number): [number, number] {
  const spread = 2 / (9 * freedom);
  const at = (z: number) => freedom * (1 - spread + z * Math.sqrt(spread)) ** 3;
  return [at(-4.75), at(4.75)];
}
