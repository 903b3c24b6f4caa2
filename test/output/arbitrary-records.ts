import fc from 'fast-check';
import {
  type AuctionRecord,
  auctionStatuses,
  type BidRecord,
  type RoundRecord,
  type ServerRecord,
} from '../../src/systems/records.js';

const count = fc.nat();
const amount = fc.double({ noNaN: true, noDefaultInfinity: true });
const perhaps = fc.option(amount, { nil: Number.NaN });

/** Any auction: sold to a server alone or with partners, or not sold. */
export const auctionRecord: fc.Arbitrary<AuctionRecord> = fc
  .record({
    auction: fc.maxSafeNat(),
    time: amount,
    task: fc.maxSafeNat(),
    load: amount,
    winner: fc.integer({ min: -1, max: 1000 }),
    winningBid: amount,
    secondPrice: amount,
    payment: amount,
    status: fc.nat(auctionStatuses.length - 1),
    sharing: fc.array(fc.nat(1000), { maxLength: 3 }),
  })
  .map(({ sharing, ...record }) => ({
    ...record,
    partnerCount: sharing.length,
    // Longer than what is in use, as the simulation's buffer is.
    partners: Int32Array.of(...sharing, 77, 78),
  }));

export const roundRecord: fc.Arbitrary<RoundRecord> = fc.record({
  round: count,
  time: amount,
  tasks: count,
  reserve: amount,
  fairness: amount,
  welfare: amount,
  jain: amount,
  gini: amount,
  utilisation: amount,
  load: amount,
  assigned: count,
  coalition: count,
  above_reserve: count,
  retried: count,
  rejected: count,
  mean_winning_bid: perhaps,
  mean_second_price: perhaps,
  payments: amount,
  completed: count,
  unfinished: count,
  sla_violations_gold: count,
  sla_violations_silver: count,
  sla_violations_bronze: count,
  prediction_error: perhaps,
});

export const serverRecord: fc.Arbitrary<ServerRecord> = fc.record({
  round: count,
  server: count,
  load: amount,
  sensitivity: amount,
  ratio: amount,
  shapley: amount,
  shapley_error: amount,
  revenue: amount,
  cost: amount,
  utility: amount,
});

export const bidRecord: fc.Arbitrary<BidRecord> = fc.record({
  auction: fc.maxSafeNat(),
  server: count,
  bid: amount,
});
