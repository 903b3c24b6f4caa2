import type { System } from '../engine/system.js';
import type { Coalitions } from '../market/coalitions.js';
import { type Split, splits } from '../market/splits.js';
import { EventKind } from './events.js';
import type { Market } from './market.js';
import { Status } from './records.js';

/** Lets an overloaded winner share the task with partners of its coalition, where it finds any. */
export function coalitionSystem(market: Market, coalitions: Coalitions): System {
  const { auction, scenario, world } = market;
  const { servers } = world;
  const split: Split = splits[scenario.coalition.split];
  const partner = auction.member.subarray(1);
  const spare = new Float64Array(scenario.coalition.partners + 1);

  const share = (): void => {
    if (auction.members === 0 || !coalitions.isOverloaded(auction.winner)) return;
    const partners = coalitions.partnersOf(auction.winner, auction.load, partner);
    if (partners === 0) return;
    auction.members = 1 + partners;
    auction.status = Status.coalition;
    for (let i = 0; i < auction.members; i++) {
      const server = auction.member[i]!;
      spare[i] = servers.capacity[server]! - servers.load[server]!;
    }
    split(auction, auction.members, spare, auction.share);
  };
  return { name: 'coalition', on: { [EventKind.TaskRetry]: share, [EventKind.TaskArrival]: share } };
}
