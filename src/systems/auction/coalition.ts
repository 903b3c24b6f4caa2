import type { System } from '../../engine/system.js';
import type { Split } from '../../market/split.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';
import { Status } from '../records.js';
import type { AuctionHouse } from './auction-house.js';

/** Lets an overloaded winner share the task with partners of its coalition, where it finds any. */
export function coalitionSystem(
  market: Market,
  { bids, coalitions, known }: AuctionHouse,
  split: Split,
): System {
  const { auction, scenario, world } = market;
  const { servers } = world;
  const { bidders } = bids;
  const partner = auction.member.subarray(1);
  const spare = new Float64Array(scenario.coalition.partners + 1);

  const share = (): void => {
    if (auction.members === 0 || !coalitions.isOverloaded(auction.winner)) return;
    const chosen = coalitions.partnersOf(auction.winner, auction.load, partner);
    const partners = known ? withoutFailed(chosen) : chosen;
    if (partners === 0) return;
    auction.members = 1 + partners;
    auction.status = Status.coalition;
    for (let i = 0; i < auction.members; i++) {
      const server = auction.member[i]!;
      spare[i] = bidders.capacity[server]! - bidders.load[server]!;
    }
    split(auction, auction.members, spare, auction.share);
  };
  /** Keeps those partners that have not failed since the auction heard of them, and returns how many are left. */
  const withoutFailed = (chosen: number): number => {
    let left = 0;
    for (let i = 0; i < chosen; i++) {
      if (servers.up[partner[i]!] === 1) partner[left++] = partner[i]!;
    }
    return left;
  };
  return { name: 'coalition', on: { [EventKind.TaskRetry]: share, [EventKind.TaskArrival]: share } };
}
