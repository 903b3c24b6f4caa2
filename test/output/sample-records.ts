import type { AuctionRecord, RoundRecord, ServerRecord } from '../../src/systems/records.js';

/** An auction that server 2 won and was paid the second price for. */
export function auctionSample(changes: Partial<AuctionRecord> = {}): AuctionRecord {
  return {
    auction: 0,
    time: 0,
    task: 0,
    load: 7.5,
    winner: 2,
    winningBid: 9.25,
    secondPrice: 9.5,
    payment: 9.5,
    status: 0,
    partnerCount: 0,
    partners: new Int32Array(3),
    ...changes,
  };
}

/** A round with one auction. */
export function roundSample(changes: Partial<RoundRecord> = {}): RoundRecord {
  return {
    round: 0,
    time: 1,
    tasks: 1,
    reserve: 25,
    fairness: 1.5,
    welfare: -30,
    jain: 0.9,
    gini: 0.1,
    utilisation: 0.5,
    load: 7.5,
    assigned: 1,
    coalition: 0,
    above_reserve: 0,
    retried: 0,
    rejected: 0,
    mean_winning_bid: 9.25,
    mean_second_price: 9.5,
    payments: 9.5,
    completed: 0,
    unfinished: 1,
    sla_violations_gold: 0,
    sla_violations_silver: 0,
    sla_violations_bronze: 0,
    prediction_error: Number.NaN,
    ...changes,
  };
}

export function serverSample(changes: Partial<ServerRecord> = {}): ServerRecord {
  return {
    round: 0,
    server: 0,
    load: 7.5,
    sensitivity: 1.25,
    ratio: 0.1,
    shapley: 42.5,
    shapley_error: 0,
    revenue: 9.5,
    cost: 9.25,
    utility: 0.25,
    ...changes,
  };
}
