import type { CharacteristicFunction } from './characteristic-function.js';

/**
 * Coalitions are bit masks: player i is a member where bit i is set. A game of n players is the list of the worths of
 * all 2ⁿ masks, `worth[0]` being 0.
 */

/** The most players whose coalitions are enumerated: 2²⁰ of them, 8 MB a list. */
export const enumerationLimit = 20;

/**
 * 2ⁿ.
 *
 * @throws RangeError above {@link enumerationLimit} players
 */
function coalitionCount(players: number): number {
  if (players > enumerationLimit) {
    throw new RangeError(`enumeration takes at most ${enumerationLimit} players, not ${players}`);
  }
  return 2 ** players;
}

/**
 * Σ of the members' weights for every coalition, members added in rising order. Coalitions with player i as their last are those
 * without any from i on, and i: one addition each, O(2ⁿ).
 *
 * @throws RangeError above {@link enumerationLimit} players
 */
export function coalitionSums(players: number, weightOf: (player: number) => number): Float64Array {
  const sums = new Float64Array(coalitionCount(players));
  for (let player = 0; player < players; player++) {
    const weight = weightOf(player);
    const first = 1 << player;
    for (let mask = 0; mask < first; mask++) sums[first + mask] = sums[mask]! + weight;
  }
  return sums;
}

/**
 * v of every coalition, asked with members in rising order. Goes through them depth first, so that a coalition's list is that
 * of the one before but for its end: O(2ⁿ) and what v takes.
 *
 * @throws RangeError above {@link enumerationLimit} players
 */
export function coalitionWorths(players: number, v: CharacteristicFunction): Float64Array {
  const worth = new Float64Array(coalitionCount(players));
  const members = new Int32Array(players);
  const visit = (mask: number, size: number, next: number): void => {
    for (let player = next; player < players; player++) {
      members[size] = player;
      const joined = mask | (1 << player);
      worth[joined] = v(members, size + 1);
      visit(joined, size + 1, player + 1);
    }
  };
  visit(0, 0, 0);
  return worth;
}

/** How many members a coalition has. */
export function coalitionSize(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Writes to `sums[i]`, for each of n players, the sum of `terms` over all coalitions with i, and destroys `terms`. The half of
 * the list with the last player is folded onto the other half and added up, and so on: O(2ⁿ) for all players together. Sums
 * are pairwise: each is off by n · 2⁻⁵³ · Σ |terms| at most, to first order (Higham 2002, section 4.2).
 *
 * @returns the sum of all terms, the empty coalition's among them
 */
export function memberSums(players: number, terms: Float64Array, sums: Float64Array): number {
  for (let player = players - 1; player >= 0; player--) {
    const half = 1 << player;
    for (let mask = 0; mask < half; mask++) terms[mask]! += terms[half + mask]!;
    sums[player] = pairwise(terms, half, half);
  }
  return terms[0]!;
}

/** Σ of the `count` terms from `from` on, `count` a power of 2; destroys them. */
function pairwise(terms: Float64Array, from: number, count: number): number {
  for (let half = count >> 1; half > 0; half >>= 1) {
    for (let i = from; i < from + half; i++) terms[i]! += terms[i + half]!;
  }
  return terms[from]!;
}
