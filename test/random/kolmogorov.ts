/** √n times the largest distance between the distribution function of `values`, which are sorted in place, and `cdf`. */
export function kolmogorov(values: Float64Array, cdf: (x: number) => number): number {
  values.sort();
  const n = values.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const at = cdf(values[i]!);
    distance = Math.max(distance, Math.abs(at - i / n), Math.abs(at - (i + 1) / n));
  }
  return Math.sqrt(n) * distance;
}

/** What {@link kolmogorov} exceeds with probability 1e-6: P(√n·D > x) → 2·exp(−2x²). */
export const kolmogorovBound = 2.694;
