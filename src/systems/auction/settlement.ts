import type { System } from '../../engine/system.js';
import { EventKind } from '../events.js';
import { type Market, serverChanged } from '../market.js';
import type { AuctionHouse } from './auction-house.js';

/**
 * Books payment and cost: a member of a coalition receives its share of the payment and bears its share of its
 * own cost. Then the winner and the runner-up, whose bids made the price, correct their predictions of it.
 */
export function settlementSystem(market: Market, house: AuctionHouse): System {
  const { auction, scenario, world, round, total } = market;
  const { bids, costs, predictor } = house;
  const { servers } = world;
  const costOf =
    scenario.auction.cost === 'bid' ? (server: number) => honestCost(server) : () => auction.load;

  const honestCost = (server: number): number => {
    if (costs !== bids) costs.refresh(server);
    return costs.honestBid(server, auction.load);
  };
  const book = (time: number): void => {
    for (let i = 0; i < auction.members; i++) {
      const server = auction.member[i]!;
      const part = auction.share[i]! / auction.load;
      servers.revenue[server]! += part * auction.payment;
      servers.cost[server]! += part * costOf(server);
    }
    if (auction.members > 0 && predictor) learn(auction.winner, auction.runnerUp, time);
  };
  const learn = (winner: number, runnerUp: number, time: number): void => {
    const price = auction.secondPrice;
    const error = Math.abs(price - predictor!.predict(winner, auction.load));
    round.predictionErrors += error;
    total.predictionErrors += error;
    for (const server of [winner, runnerUp]) {
      if (server < 0) continue;
      predictor!.learn(server, auction.load, price);
      serverChanged(market, server, time);
    }
  };
  return { name: 'settlement', on: { [EventKind.TaskRetry]: book, [EventKind.TaskArrival]: book } };
}
