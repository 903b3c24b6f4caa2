import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import type { RoundsClock } from '../../scenario/clock.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';
import { Status } from '../records.js';
import type { RunEnd } from '../run-end.js';

/**
 * Starts round after round. After the last round of arrivals the run ends or, where the scenario drains, goes on
 * until no task is unfinished. It is stalled where tasks are left but none waits for an auction and no piece of
 * work got shorter: nothing then ever changes again. To be added last: it sees the
 * round as the others left it, and adds the round's tally to the run's.
 */
export function clockSystem(
  market: Market,
  scheduler: Scheduler,
  { drain, rounds }: RoundsClock,
  onEnd: (end: RunEnd) => void,
): System {
  const { round, world } = market;

  const endAfter = (number: number): RunEnd | undefined => {
    if (number + 1 < rounds) return undefined;
    if (!drain) return 'complete';
    if (world.tasks.live === 0) return 'drained';
    if (round.progress === 0 && round.byStatus[Status.retried] === 0) return 'stalled';
    return undefined;
  };
  return {
    name: 'clock',
    on: {
      [EventKind.RoundStart](_time, number) {
        scheduler.schedule(number + 1, EventKind.RoundEnd, number);
      },
      [EventKind.RoundEnd](time, number) {
        const end = endAfter(number);
        round.closeInto(market.total);
        if (end) onEnd(end);
        else scheduler.schedule(time, EventKind.RoundStart, number + 1);
      },
    },
  };
}
