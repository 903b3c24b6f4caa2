import { instant } from '../../engine/decimal-time.js';
import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import type { ContinuousClock } from '../../scenario/clock.js';
import type { ArrivalTimes } from '../../workload/arrival-process.js';
import { type AttributeSource, TaskAttributes } from '../../workload/task-attributes.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';

/**
 * Brings tasks into the system, each at its own time, and puts each up for auction. A task that comes back after an
 * auction in which it was not sold, or from a server that has failed, is put up again.
 */
export function continuousArrivalSystem(
  market: Market,
  scheduler: Scheduler,
  clock: ContinuousClock,
  next: ArrivalTimes,
  attributes: AttributeSource,
): System {
  const { tasks } = market.world;
  const { auction, round } = market;
  const { tasks: most = Number.POSITIVE_INFINITY } = clock;
  const until = instant(clock.until ?? Number.POSITIVE_INFINITY);
  const traits = new TaskAttributes();
  const source = scheduler.source(EventKind.TaskArrival);
  let arrived = 0;

  const putUp = (row: number): void => {
    auction.task = row;
    auction.load = tasks.load[row]!;
  };
  const scheduleNext = (time: number): void => {
    const at = arrived < most ? instant(next(time)) : Number.POSITIVE_INFINITY;
    if (at <= until && at < Number.POSITIVE_INFINITY) source.time = at;
    else if (until === Number.POSITIVE_INFINITY) scheduler.schedule(time, EventKind.End);
  };
  return {
    name: 'arrival',
    on: {
      [EventKind.Start]: scheduleNext,
      [EventKind.TaskRetry](_time, row) {
        putUp(row);
      },
      [EventKind.TaskArrival](time) {
        attributes(traits);
        putUp(tasks.spawn(arrived++, time, traits));
        round.arrived++;
        scheduleNext(time);
      },
    },
  };
}
