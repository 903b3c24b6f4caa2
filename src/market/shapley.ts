import type { Uniform } from '../random/distribution.js';

/**
 * A characteristic function v: the worth of the coalition whose members are the first `size` entries of
 * `members` (distinct players, in any order). v of the empty coalition is taken to be 0.
 */
export type CharacteristicFunction = (members: Int32Array, size: number) => number;

/** The most players that {@link shapleyByEnumeration} takes: 2²⁰ coalitions. */
export const enumerationLimit = 20;

/**
 * Exact Shapley values of players 0..players−1, written to `out`:
 * φᵢ = Σ over S without i of |S|!(n−|S|−1)!/n! · (v(S ∪ i) − v(S)). Shapley (1953), equation 13; white paper,
 * section 3. O(n·2ⁿ) and 2ⁿ numbers of memory.
 *
 * @throws RangeError above {@link enumerationLimit} players
 */
export function shapleyByEnumeration(players: number, v: CharacteristicFunction, out: Float64Array): void {
  if (players > enumerationLimit) {
    throw new RangeError(`enumeration takes at most ${enumerationLimit} players, not ${players}`);
  }
  const worth = worths(players, v);
  const weight = orderWeights(players);
  out.fill(0, 0, players);
  for (let mask = 0; mask < worth.length; mask++) {
    const share = weight[bitCount(mask)]!;
    for (let i = 0; i < players; i++) {
      const bit = 1 << i;
      if ((mask & bit) === 0) out[i]! += share * (worth[mask | bit]! - worth[mask]!);
    }
  }
}

/** v of every coalition, indexed by the bit mask of its members. */
function worths(players: number, v: CharacteristicFunction): Float64Array {
  const worth = new Float64Array(2 ** players);
  const members = new Int32Array(players);
  for (let mask = 1; mask < worth.length; mask++) {
    let size = 0;
    for (let i = 0; i < players; i++) if (mask & (1 << i)) members[size++] = i;
    worth[mask] = v(members, size);
  }
  return worth;
}

/** weight[s] = s!(n−s−1)!/n!, the share of orders in which exactly a given set of s players comes before i. */
function orderWeights(players: number): Float64Array {
  const weight = new Float64Array(players + 1);
  if (players > 0) weight[0] = 1 / players;
  for (let s = 1; s < players; s++) weight[s] = (weight[s - 1]! * s) / (players - s);
  return weight;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * Estimates Shapley values by the mean marginal contribution over random orders (Castro, Gómez and Tejada
 * 2009), unbiased, and writes the standard error of each mean to `error`. O(permutations · players)
 * evaluations of v. The estimates sum to v of all players, up to rounding.
 *
 * @param permutations - sampled orders, at least 2
 */
export function shapleyByPermutations(
  players: number,
  v: CharacteristicFunction,
  permutations: number,
  uniform: Uniform,
  out: Float64Array,
  error: Float64Array,
): void {
  const order = Int32Array.from({ length: players }, (_, i) => i);
  out.fill(0, 0, players);
  error.fill(0, 0, players);
  for (let round = 1; round <= permutations; round++) {
    shuffle(order, uniform);
    let before = 0;
    for (let size = 1; size <= players; size++) {
      const player = order[size - 1]!;
      const worth = v(order, size);
      const marginal = worth - before;
      const delta = marginal - out[player]!;
      out[player]! += delta / round;
      error[player]! += delta * (marginal - out[player]!);
      before = worth;
    }
  }
  for (let i = 0; i < players; i++) {
    error[i] = Math.sqrt(error[i]! / (permutations - 1) / permutations);
  }
}

/** Fisher–Yates. */
function shuffle(order: Int32Array, uniform: Uniform): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
