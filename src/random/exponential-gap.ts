import type { Uniform } from './distribution.js';

/**
 * Time to the next event of a Poisson process of `rate` ≥ 0 events a time unit: exponential of mean 1/rate, by inversion
 * of its distribution function; `Infinity` at rate 0. One draw, nothing allocated.
 */
export function exponentialGap(rate: number, uniform: Uniform): number {
  // 1 − u lies in (0, 1] and is exact.
  return rate > 0 ? -Math.log(1 - uniform()) / rate : Number.POSITIVE_INFINITY;
}
