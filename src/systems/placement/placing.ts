import type { System } from '../../engine/system.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';
import { Status } from '../records.js';
import type { Unsold } from '../unsold.js';
import type { Placement } from './placement.js';

/** Has a balancer place the tasks, in place of an auction: nobody bids, nothing is paid. */
export function placementSystem(market: Market, placement: Placement, unsold: Unsold): System {
  const { auction, world } = market;
  const { servers } = world;
  const { balancer } = placement;

  const place = (time: number): void => {
    const server = balancer.place(time, auction.load);
    auction.winner = server;
    auction.runnerUp = -1;
    auction.winningBid = Number.NaN;
    auction.secondPrice = Number.NaN;
    auction.payment = 0;
    if (server < 0) return unsold(time);
    if (servers.up[server] === 0) {
      balancer.lost(server, time);
      return unsold(time);
    }
    placement.placed(auction.task, time, servers.tasks[server]!);
    auction.status = Status.assigned;
    auction.members = 1;
    auction.member[0] = server;
    auction.share[0] = auction.load;
  };
  return { name: 'placement', on: { [EventKind.TaskRetry]: place, [EventKind.TaskArrival]: place } };
}
