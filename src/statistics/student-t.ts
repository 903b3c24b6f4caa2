import jStat from 'jstat';

/**
 * Student's t distribution with `freedom` ≥ 1 degrees of freedom; the standard normal where they are `Infinity`.
 * Relative errors are below 10⁻⁶ for tails from 10⁻⁹ on (with 1 degree of freedom, from 10⁻⁵ on).
 */

/** P(T > t). Tails are computed as such, so that small ones are not lost in 1 − p. */
export function studentTail(t: number, freedom: number): number {
  return freedom === Number.POSITIVE_INFINITY ? jStat.normal.cdf(-t, 0, 1) : jStat.studentt.cdf(-t, freedom);
}

/** The t that P(T > t) = `tail`, `tail` in (0, 1). */
export function studentTailQuantile(tail: number, freedom: number): number {
  return freedom === Number.POSITIVE_INFINITY
    ? -jStat.normal.inv(tail, 0, 1)
    : -jStat.studentt.inv(tail, freedom);
}
