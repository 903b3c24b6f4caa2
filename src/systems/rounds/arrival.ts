import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import type { ArrivalCounts } from '../../workload/arrival-process.js';
import { type AttributeSource, TaskAttributes } from '../../workload/task-attributes.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';

/**
 * Brings the tasks of a round into the system, one event each, and puts each up for auction. A task that comes
 * back after an auction in which it was not sold is put up again, before the round's new ones.
 */
export function arrivalSystem(
  market: Market,
  scheduler: Scheduler,
  rounds: number,
  arrivals: ArrivalCounts,
  attributes: AttributeSource,
): System {
  const { tasks } = market.world;
  const { auction, round, total } = market;
  const traits = new TaskAttributes();

  const source = scheduler.source(EventKind.TaskArrival);
  const comeAt = (time: number, left: number): void => {
    source.time = time;
    source.subject = left;
  };
  const putUp = (row: number): void => {
    auction.task = row;
    auction.load = tasks.load[row]!;
  };
  return {
    name: 'arrival',
    on: {
      [EventKind.RoundStart](time, number) {
        const count = number < rounds ? arrivals(number) : 0;
        if (count > 0) comeAt(time, count - 1);
      },
      [EventKind.TaskRetry](_time, row) {
        putUp(row);
      },
      [EventKind.TaskArrival](time, left) {
        attributes(traits);
        putUp(tasks.spawn(total.arrived + round.arrived, time, traits));
        round.arrived++;
        if (left > 0) comeAt(time, left - 1);
      },
    },
  };
}
