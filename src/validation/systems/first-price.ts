import { z } from 'zod';
import { estimateOf } from '../../statistics/estimate.js';
import { firstPriceBid, reverseVickrey } from '../../theory/reverse-auction.js';
import { auctionsOfCosts } from '../auctions-of-costs.js';
import { knownSystem } from '../known-system.js';
import { bidders } from '../parameters.js';

/** Load of a task: less than the least equilibrium bid of the most bidders. */
const LOWEST = 1;

/**
 * First-price auctions among bidders of costs U[0, 1] who bid the equilibrium, through the engine. The equilibrium bid is a straight
 * line in the cost, so that the engine's uniform noise draws it. Revenue equivalence: it pays what the second price would.
 */
export const firstPriceSystem = knownSystem({
  name: 'first-price',
  title: 'first-price reverse auction in equilibrium, costs U[0, 1]',
  parameters: z.strictObject({ n: bidders(2) }),
  cases: [{ n: 2 }, { n: 5 }],

  effort: ({ n }) => ({
    runs: 1,
    length: 200_000,
    warmup: 0,
    unit: 'auctions',
    steps: Math.max(1, n / 10),
  }),

  predict({ n }) {
    const { win, payment } = reverseVickrey(n);
    return {
      'E[payment]': { check: 'mean', value: payment },
      'E[profit]': { check: 'mean', value: payment - win },
    };
  },

  async observe({ n }, { length }, seed) {
    const least = firstPriceBid(n, 0);
    const width = firstPriceBid(n, 1) - least;
    const payments: number[] = [];
    const profits: number[] = [];
    const terms = { bidders: n, lowest: LOWEST, width, payment: 'first-price' as const };
    await auctionsOfCosts(terms, length, seed, ({ winningBid, payment }) => {
      const cost = (winningBid - LOWEST) / width;
      const paid = payment - LOWEST + least;
      payments.push(paid);
      profits.push(paid - cost);
    });
    return { 'E[payment]': estimateOf(payments), 'E[profit]': estimateOf(profits) };
  },
});
