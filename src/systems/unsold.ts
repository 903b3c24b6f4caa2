import type { Scheduler } from '../engine/scheduler.js';
import { EventKind } from './events.js';
import type { Market } from './market.js';
import { Status } from './records.js';

/** Says what becomes of the task that is up: nobody takes it. */
export type Unsold = (time: number) => void;

/** Such a task is tried again `retryAfter` later or dropped, as the scenario says. */
export function unsoldTasks(
  { auction, scenario, world }: Market,
  scheduler: Scheduler,
  retryAfter: number,
): Unsold {
  const retries = scenario.auction.unsold === 'retry' ? scenario.auction.retries : 0;
  return (time) => {
    const again = world.tasks.attempts[auction.task]!++ < retries;
    auction.status = again ? Status.retried : Status.rejected;
    auction.winner = -1;
    auction.members = 0;
    auction.payment = 0;
    if (again) scheduler.schedule(time + retryAfter, EventKind.TaskRetry, auction.task);
    // Its columns stay readable until another task is spawned, which is after every system has seen the auction.
    else world.tasks.despawn(auction.task);
  };
}
