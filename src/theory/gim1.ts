/**
 * GI/M/1, first come, first served, exponential service of rate 1: with σ the root below 1 of σ = A(1 − σ), A the Laplace transform
 * of the gaps between arrivals, a task waits with probability σ and sojourn times are exponential of rate 1 − σ (Kleinrock 1975,
 * section 6.4).
 *
 * @param transform - A(s) and its derivative A′(s), s ≥ 0, of gaps whose mean is above 1
 */
export function gim1(transform: (s: number) => { value: number; slope: number }) {
  // A(1 − σ) − σ is convex, above 0 at 0 and falling up to its first root: Newton's method climbs there.
  let sigma = 0;
  for (let step = Number.POSITIVE_INFINITY; step > 1e-15; ) {
    const { value, slope } = transform(1 - sigma);
    step = (value - sigma) / (1 + slope);
    sigma += step;
  }
  return {
    /** The share of tasks that wait. */
    delayed: sigma,
    /** T. */
    sojourn: 1 / (1 - sigma),
    /** Wq. */
    waiting: sigma / (1 - sigma),
    sojournQuantile: (q: number): number => -Math.log1p(-q) / (1 - sigma),
  };
}
