import { Balancer } from '../balancers/balancer.js';
import { extended } from '../engine/columns.js';
import { elapsed } from '../engine/decimal-time.js';
import type { System } from '../engine/system.js';
import { EventKind } from './events.js';
import type { Market } from './market.js';
import { Status } from './records.js';
import type { Unsold } from './unsold.js';

/** Tells a balancer what becomes of the tasks that it places. */
export class Placement {
  /** When each task was placed last, by its row, and how many tasks were at the server. */
  private time = new Float64Array(0);
  private found = new Int32Array(0);
  /** Whether the balancer makes anything of it. */
  private readonly isTold: boolean;

  constructor(readonly balancer: Balancer) {
    this.isTold = balancer.returned !== Balancer.prototype.returned;
  }

  /** A task goes to a server at which there are `found` others. */
  placed(task: number, time: number, found: number): void {
    if (!this.isTold) return;
    if (task >= this.time.length) {
      const rows = Math.max(64, 2 * task);
      this.time = extended(this.time, rows);
      this.found = extended(this.found, rows);
    }
    this.time[task] = time;
    this.found[task] = found;
  }

  /** A server has finished a task. */
  returned(task: number, server: number, time: number): void {
    if (!this.isTold) return;
    this.balancer.returned(server, time, elapsed(this.time[task]!, time), this.found[task]!);
  }
}

/** Has a balancer place the tasks, in place of an auction: nobody bids, nothing is paid. */
export function placementSystem(market: Market, { balancer }: Placement, unsold: Unsold): System {
  const { auction, world } = market;
  const { servers } = world;

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
    market.placement!.placed(auction.task, time, servers.tasks[server]!);
    auction.status = Status.assigned;
    auction.members = 1;
    auction.member[0] = server;
    auction.share[0] = auction.load;
  };
  return { name: 'placement', on: { [EventKind.TaskRetry]: place, [EventKind.TaskArrival]: place } };
}
