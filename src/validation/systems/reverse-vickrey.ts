import { z } from 'zod';
import { estimateOf } from '../../statistics/estimate.js';
import { reverseVickrey } from '../../theory/reverse-auction.js';
import { auctionsOfCosts } from '../auctions-of-costs.js';
import { knownSystem } from '../known-system.js';
import { bidders } from '../parameters.js';

/** The load of a task, which every bid is above: costs are what is on top. */
const LOWEST = 1;

const AUCTIONS = 200_000;

/** Second-price auctions among bidders of costs U[0, 1], through the engine, with a binding reserve or (at 1) without. */
export const reverseVickreySystem = knownSystem({
  name: 'vickrey',
  title: 'reverse Vickrey auction, costs U[0, 1]',
  parameters: z.strictObject({
    n: bidders(2),
    reserve: z.number().min(0.01).max(1).default(1).describe('binding reserve; at 1 there is none'),
  }),
  cases: [{ n: 5 }, { n: 10 }, { n: 5, reserve: 0.3 }],

  effort: ({ n }) => ({ runs: 1, length: AUCTIONS, warmup: 0, unit: 'auctions', steps: Math.max(1, n / 10) }),

  predict({ n, reserve }) {
    const { sold, win, payment } = reverseVickrey(n, reserve);
    const events = AUCTIONS * sold;
    // Where a few are not sold, the share of those that are is as coarse as that of those few.
    const rarer = sold < 1 ? { events: AUCTIONS * Math.min(sold, 1 - sold) } : {};
    return {
      ...(reserve < 1 && { 'P(sold)': { check: 'mean' as const, value: sold, ...rarer } }),
      'E[win]': { check: 'mean', value: win, events },
      'E[payment]': { check: 'mean', value: payment, events },
    };
  },

  async observe({ n, reserve }, { length }, seed) {
    const [sold, wins, payments] = [[], [], []] as [number[], number[], number[]];
    const terms = { bidders: n, lowest: LOWEST, width: 1, payment: 'second-price' as const };
    const limit = reserve < 1 ? { reserve: LOWEST + reserve } : {};
    await auctionsOfCosts({ ...terms, ...limit }, length, seed, ({ winner, winningBid, payment }) => {
      sold.push(winner < 0 ? 0 : 1);
      wins.push(winner < 0 ? 0 : winningBid - LOWEST);
      payments.push(winner < 0 ? 0 : payment - LOWEST);
    });
    return { 'P(sold)': estimateOf(sold), 'E[win]': estimateOf(wins), 'E[payment]': estimateOf(payments) };
  },
});
