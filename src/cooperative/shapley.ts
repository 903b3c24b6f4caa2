import type { CharacteristicFunction } from './characteristic-function.js';
import { coalitionSize, coalitionWorths, memberSums } from './coalitions.js';

/**
 * Exact Shapley values of players 0..players−1, written to `out`:
 * φᵢ = Σ over S without i of |S|!(n−|S|−1)!/n! · (v(S ∪ i) − v(S)). Shapley (1953), equation 13; white paper,
 * section 3.
 *
 * With wₛ = s!(n−s−1)!/n! the sum is φᵢ = Σ over S with i of (w_{|S|−1} + w_{|S|}) v(S) − Σ over all S ≠ N of w_{|S|} v(S). The
 * first part is known for all players in O(2ⁿ) ({@link memberSums}); the second is the same for all, and known from Σ φ = v(N).
 * The Σ of all weights is 2 Hₙ at most, so a value is off by 4 (n + 4) Hₙ · 2⁻⁵³ · max |v| at most, to first order: 4·10⁻¹⁴ of
 * max |v| at 20 players. O(2ⁿ) time and memory.
 *
 * @param worth - of every coalition, 2ⁿ of them, indexed by the bit mask of its members
 */
export function shapleyOf(players: number, worth: Float64Array, out: Float64Array): void {
  const weight = memberWeights(players);
  const terms = new Float64Array(worth.length);
  for (let mask = 0; mask < terms.length; mask++) terms[mask] = worth[mask]! * weight[coalitionSize(mask)]!;
  memberSums(players, terms, out);
  let surplus = -worth[worth.length - 1]!;
  for (let i = 0; i < players; i++) surplus += out[i]!;
  for (let i = 0; i < players; i++) out[i]! -= surplus / players;
}

/**
 * {@link shapleyOf} of a characteristic function: O(2ⁿ) evaluations of v.
 *
 * @throws RangeError above 20 players
 */
export function shapleyByEnumeration(players: number, v: CharacteristicFunction, out: Float64Array): void {
  shapleyOf(players, coalitionWorths(players, v), out);
}

/** By size s of a coalition: w_{s−1} + w_s = (s−1)!(n−s−1)!/(n−1)!, and w_{n−1} = 1/n of all players'; none of the empty one's. */
function memberWeights(players: number): Float64Array {
  const weight = new Float64Array(players + 1);
  if (players > 1) weight[1] = 1 / (players - 1);
  for (let s = 2; s < players; s++) weight[s] = (weight[s - 1]! * (s - 1)) / (players - s);
  if (players > 0) weight[players] = 1 / players;
  return weight;
}
