import type { System } from '../../engine/system.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';
import type { BidRecord, Observer } from '../records.js';
import type { AuctionHouse } from './auction-house.js';

/**
 * States the bid of every server as a function of the task: turns noise and actions to the auction. Bids are evaluated only
 * where the auction, or an observer of bids, asks for them.
 */
export function biddingSystem(market: Market, house: AuctionHouse, observers: readonly Observer[]): System {
  const { auction, scenario, world } = market;
  const { actor, bids } = house;
  const listeners = scenario.metrics.bids ? observers.filter((observer) => observer.bid) : [];
  const record: BidRecord = { auction: 0, server: 0, bid: 0 };

  const state = (time: number): void => {
    house.hearNews(time);
    bids.pairNoise.turnTo(world.tasks.number[auction.task]!, world.tasks.attempts[auction.task]!);
    actor?.turnTo(auction.number);
    bids.lies?.turnTo(world.tasks.number[auction.task]!);
    if (listeners.length > 0) tell();
  };
  const tell = (): void => {
    record.auction = auction.number;
    for (let server = 0; server < world.servers.count; server++) {
      // A server that is known to be under repair is not asked.
      if (bids.bidders.up?.[server] === 0) continue;
      record.server = server;
      record.bid = bids.bid(server, auction.load);
      for (const listener of listeners) listener.bid!(record);
    }
  };
  return { name: 'bidding', on: { [EventKind.TaskRetry]: state, [EventKind.TaskArrival]: state } };
}
