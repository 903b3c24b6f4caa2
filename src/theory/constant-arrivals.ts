import { gim1 } from './gim1.js';
import { requireStable } from './stability.js';

/**
 * D/M/1: tasks at equal distances, exponential service of rate 1: σ = exp(−(1 − σ) / ρ) (Kleinrock 1975, problem 6.2).
 *
 * @param load - ρ, tasks a time unit
 * @throws RangeError where ρ ≥ 1
 */
export function constantArrivals(load: number) {
  requireStable(load);
  return gim1((s) => {
    const value = Math.exp(-s / load);
    return { value, slope: -value / load };
  });
}
