import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';

/** Of the `count`-th failure of a server, counted from 0: how long it works before, and how long its repair takes. */
export interface FailureDraws {
  after(server: number, count: number): number;
  repair(server: number, count: number): number;
}

/** Has servers fail and be repaired in turn, each at times of its own. */
export function failureSystem({ world }: Market, scheduler: Scheduler, draw: FailureDraws): System {
  const { count } = world.servers;
  const failures = new Uint32Array(count);
  return {
    name: 'failure',
    on: {
      [EventKind.Start](time) {
        for (let server = 0; server < count; server++) {
          scheduler.schedule(time + draw.after(server, 0), EventKind.Failure, server);
        }
      },
      [EventKind.Failure](time, server) {
        scheduler.schedule(time + draw.repair(server, failures[server]!++), EventKind.Repair, server);
      },
      [EventKind.Repair](time, server) {
        scheduler.schedule(time + draw.after(server, failures[server]!), EventKind.Failure, server);
      },
    },
  };
}
