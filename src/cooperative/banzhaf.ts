import { memberSums } from './coalitions.js';

/**
 * Banzhaf values of players 0..players−1, written to `out`: βᵢ = Σ over S without i of (v(S ∪ i) − v(S)) / 2ⁿ⁻¹, the mean
 * marginal contribution where each other player is in or out alike (Banzhaf 1965; Dubey & Shapley 1979, equation 2). Unlike Shapley
 * values they do not sum to v(N) in general. O(2ⁿ) time and memory; off by 4 n · 2⁻⁵³ · max |v| at most, to first order.
 *
 * @param worth - of every coalition, 2ⁿ of them, indexed by the bit mask of its members
 */
export function banzhafOf(players: number, worth: Float64Array, out: Float64Array): void {
  const all = memberSums(players, worth.slice(), out);
  for (let i = 0; i < players; i++) out[i] = (2 * out[i]! - all) / (worth.length / 2);
}
