import type { Sale } from '../../market/mechanism.js';
import { secondPrice } from '../../market/payments/second-price.js';
import { lowestTwo } from '../order.js';

/** The paper's adaptive reserve (docs/model.md): where it starts, and what it is of the winning bids of a round. */
export const reserveTerms = { initial: 25, factor: 1.5 };

/** A sale at the second price under a reserve that binds: the lowest bid must not be above it. */
export function secondPriceUpTo(bids: readonly number[], reserve: number): Sale {
  const { winner, lowest, runnerUp, second } = lowestTwo(bids);
  if (winner < 0 || lowest > reserve) return { winner: -1, payment: 0 };
  const settlement = {
    winningBid: lowest,
    secondPrice: runnerUp < 0 ? lowest : second,
    bidders: bids.length,
    reserve,
  };
  return { winner, payment: secondPrice(settlement) };
}
