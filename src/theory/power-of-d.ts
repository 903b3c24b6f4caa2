import { requireStable } from './stability.js';

/**
 * Each task joins the shortest of d queues drawn at random, of infinitely many with exponential service of rate 1: a share
 * sᵢ = ρ^((dⁱ − 1) / (d − 1)) of servers has i tasks at least, so T = Σ sᵢ / ρ = Σ_{i ≥ 1} ρ^((dⁱ − d) / (d − 1)) (Vvedenskaya,
 * Dobrushin & Karpelevich 1996; Mitzenmacher 2001, corollary 3). With n servers T is larger by O(1/n).
 *
 * @param choices - d, a whole number from 1
 * @throws RangeError where ρ ≥ 1
 */
export function powerOfD(choices: number, load: number) {
  requireStable(load);
  /** sᵢ. */
  const share = (i: number): number => {
    const exponent = choices === 1 ? i : (choices ** i - 1) / (choices - 1);
    return load ** exponent;
  };
  let sojourn = 1;
  // Terms fall at least as fast as powers of the load.
  for (let i = 2; load > 0; i++) {
    const term = share(i) / load;
    if (term < 1e-17 * sojourn * (1 - load)) break;
    sojourn += term;
  }
  return { sojourn, waiting: sojourn - 1, share };
}
