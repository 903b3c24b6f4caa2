import { requireStable } from './stability.js';

/**
 * A Poisson stream dealt out to n servers in turn, exponential service of rate 1: each server is E_n/M/1. With σ the root below 1
 * of σ = (nρ / (nρ + 1 − σ))^n, sojourn times are exponential of rate 1 − σ (Kleinrock 1975, section 6.4; Jean-Marie & Liu 1992).
 *
 * @param load - ρ, of each server
 * @throws RangeError where ρ ≥ 1
 */
export function roundRobin(servers: number, load: number) {
  requireStable(load);
  const stage = servers * load;
  // σ − (…)^n is concave and below 0 at 0: Newton's method climbs to its first root.
  let sigma = 0;
  for (let step = Number.POSITIVE_INFINITY; step > 1e-15; ) {
    const power = (stage / (stage + 1 - sigma)) ** servers;
    step = (power - sigma) / (1 - (servers * power) / (stage + 1 - sigma));
    sigma += step;
  }
  return {
    /** T. */
    sojourn: 1 / (1 - sigma),
    /** Wq. */
    waiting: sigma / (1 - sigma),
    sojournQuantile: (q: number): number => -Math.log1p(-q) / (1 - sigma),
  };
}
