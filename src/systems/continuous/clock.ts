import { instant } from '../../engine/decimal-time.js';
import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import type { ContinuousClock } from '../../scenario/clock.js';
import type { Tick } from '../allocation.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';
import type { RunEnd } from '../run-end.js';

/** No event has it. */
const NO_TICKET = -1;

/** Samples after which their interval doubles, where the scenario leaves it open: a run of unforeseen length has few all the same. */
const MANY_SAMPLES = 2000;

/**
 * Failures in a row that undo work, with nothing done in between, after which no more is waited for: so many, or so many for each
 * server that may have a task, where that is more. What has a chance of 10⁻⁴ each time is done before, but for one time in 22,000.
 */
const MANY_FRUITLESS = 100_000;
const MANY_FRUITLESS_EACH = 1000;

/**
 * Lets learning, reserve and samples tick, and ends the run: when no task arrives any more and, where the scenario drains, none
 * is left. It is stalled where failures undo the work on those that are left again and again, and none is done. The last sample is at the end, whatever the interval. To be added last, as it sees the samples as the others left
 * them and adds the tally since the last one to the run's.
 */
export function continuousClockSystem(
  market: Market,
  scheduler: Scheduler,
  clock: ContinuousClock,
  sampleInterval: number,
  onEnd: (end: RunEnd) => void,
): System {
  const { round, total, world } = market;
  const until = instant(clock.until ?? Number.POSITIVE_INFINITY);
  let nextSample = NO_TICKET;
  let sampleNumber = 0;
  const isWidened = market.scenario.metrics.interval === undefined;
  /** Samples are at `from` + 1, 2, 3 … intervals. */
  let interval = sampleInterval;
  let from = 0;
  let taken = 0;
  let arrivalsOver = false;
  let ending: RunEnd | undefined;

  const tick =
    ({ kind, interval }: Tick) =>
    (_time: number, number: number) => {
      scheduler.schedule((number + 2) * interval, kind, number + 1);
    };
  const scheduleSample = (): void => {
    const at = instant(from + (taken + 1) * interval);
    // One at the end of arrivals is the last: the run's own end takes it.
    if (!clock.drain && at >= until) return;
    nextSample = scheduler.schedule(at, EventKind.Sample, sampleNumber);
  };
  const isStalled = (): boolean =>
    market.fruitlessFailures >= MANY_FRUITLESS &&
    market.fruitlessFailures >= MANY_FRUITLESS_EACH * Math.min(world.servers.count, world.tasks.live);
  const endOf = (): RunEnd | undefined => {
    if (!arrivalsOver) return undefined;
    if (!clock.drain) return 'complete';
    if (world.tasks.live === 0) return 'drained';
    return isStalled() ? 'stalled' : undefined;
  };
  const endIfOver = (time: number): void => {
    if (ending) return;
    ending = endOf();
    if (!ending) return;
    scheduler.cancel(nextSample);
    scheduler.schedule(time, EventKind.Sample, sampleNumber);
  };
  const { ticks } = market.allocation;
  return {
    name: 'clock',
    on: {
      ...Object.fromEntries(ticks.map((each) => [each.kind, tick(each)])),
      [EventKind.Start]() {
        for (const { kind, interval } of ticks) scheduler.schedule(interval, kind, 0);
        if (clock.until !== undefined) scheduler.schedule(clock.until, EventKind.End);
        scheduleSample();
      },
      [EventKind.TaskRetry]: endIfOver,
      [EventKind.Departure]: endIfOver,
      [EventKind.Failure]: endIfOver,
      [EventKind.End](time) {
        arrivalsOver = true;
        endIfOver(time);
      },
      [EventKind.Sample](time) {
        round.closeInto(total);
        sampleNumber++;
        if (++taken === MANY_SAMPLES && isWidened) {
          from = time;
          taken = 0;
          interval *= 2;
        }
        if (ending) onEnd(ending);
        else scheduleSample();
      },
    },
  };
}
