import { coalitionSums } from './coalitions.js';

/** What a coalition would gain by going its own way: v(S) less what its members are given. */
export interface Excess {
  /** Bit mask of the coalition. */
  readonly coalition: number;
  readonly excess: number;
}

/**
 * The coalition, not empty, whose excess v(S) − Σ xᵢ is the largest; of several the one with the least bit mask. x is in the core
 * where it shares out v(N) and no excess is above 0 (Gillies 1959). O(2ⁿ).
 *
 * @param worth - of every coalition, 2ⁿ of them, indexed by the bit mask of its members
 * @throws RangeError above 20 players
 */
export function largestExcess(worth: ArrayLike<number>, payoff: ArrayLike<number>): Excess {
  const given = coalitionSums(payoff.length, (player) => payoff[player]!);
  let largest: Excess = { coalition: 0, excess: Number.NEGATIVE_INFINITY };
  for (let coalition = 1; coalition < given.length; coalition++) {
    const excess = worth[coalition]! - given[coalition]!;
    if (excess > largest.excess) largest = { coalition, excess };
  }
  return largest;
}
