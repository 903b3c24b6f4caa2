import { gim1 } from './gim1.js';
import { requireStable } from './stability.js';

/**
 * A Poisson stream dealt out to n servers in turn, exponential service of rate 1: each server is E_n/M/1, with
 * σ = (nρ / (nρ + 1 − σ))^n (Kleinrock 1975, section 6.4; Jean-Marie & Liu 1992).
 *
 * @param load - ρ, of each server
 * @throws RangeError where ρ ≥ 1
 */
export function roundRobin(servers: number, load: number) {
  requireStable(load);
  const stage = servers * load;
  return gim1((s) => {
    const value = (stage / (stage + s)) ** servers;
    return { value, slope: (-servers * value) / (stage + s) };
  });
}
