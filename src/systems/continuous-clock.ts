import type { Scheduler } from '../engine/scheduler.js';
import type { System } from '../engine/system.js';
import type { ContinuousClock } from '../scenario/clock.js';
import type { RunEnd } from './clock.js';
import { EventKind } from './events.js';
import { closeRound, type Market } from './market.js';

/** No event has it. */
const NO_TICKET = -1;

/** Samples after which their interval doubles, where the scenario leaves it open: a run of unforeseen length has few all the same. */
const MANY_SAMPLES = 2000;

/** What happens at an interval of its own. */
interface Tick {
  readonly kind: number;
  readonly interval: number;
}

/**
 * Lets learning, reserve and samples tick, and ends the run: when no task arrives any more and, where the scenario drains, none
 * is left. The last sample is at the end, whatever the interval. To be added last, as it sees the samples as the others left
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
  const { until = Number.POSITIVE_INFINITY } = clock;
  let nextSample = NO_TICKET;
  let sampleNumber = 0;
  const isWidened = market.scenario.metrics.interval === undefined;
  /** Samples are at `from` + 1, 2, 3 … intervals. */
  let interval = sampleInterval;
  let from = 0;
  let taken = 0;
  let ending = false;

  const tick =
    ({ kind, interval }: Tick) =>
    (_time: number, number: number) => {
      scheduler.schedule((number + 2) * interval, kind, number + 1);
    };
  const scheduleSample = (): void => {
    const at = from + (taken + 1) * interval;
    // One at the end of arrivals is the last, but for rounding: the run's own end takes it.
    if (!clock.drain && at * (1 + 2 * Number.EPSILON) >= until) return;
    nextSample = scheduler.schedule(at, EventKind.Sample, sampleNumber);
  };
  const endIfOver = (time: number): void => {
    if (!market.arrivalsOver || ending || (clock.drain && world.tasks.live > 0)) return;
    ending = true;
    scheduler.cancel(nextSample);
    scheduler.schedule(time, EventKind.Sample, sampleNumber);
  };
  const ticks = ticksOf(market);
  return {
    name: 'clock',
    on: {
      ...Object.fromEntries(ticks.map((each) => [each.kind, tick(each)])),
      [EventKind.Start](time) {
        for (const { kind, interval } of ticks) scheduler.schedule(interval, kind, 0);
        if (clock.until !== undefined) scheduler.schedule(clock.until, EventKind.End);
        scheduleSample();
        endIfOver(time);
      },
      [EventKind.TaskArrival]: endIfOver,
      [EventKind.TaskRetry]: endIfOver,
      [EventKind.Departure]: endIfOver,
      [EventKind.Failure]: endIfOver,
      [EventKind.End]: endIfOver,
      [EventKind.Sample](time) {
        closeRound(round, total);
        sampleNumber++;
        if (++taken === MANY_SAMPLES && isWidened) {
          from = time;
          taken = 0;
          interval *= 2;
        }
        if (ending) onEnd(clock.drain ? 'drained' : 'complete');
        else scheduleSample();
      },
    },
  };
}

/** The ticks that do something: a balancer that holds no auctions has no reserve, and its servers do not learn to bid. */
function ticksOf({ actor, placement, scenario }: Market): Tick[] {
  if (placement) return [];
  const { auction, learning } = scenario;
  const learns = learning.mode !== 'none' || actor !== undefined;
  return [
    ...(learns ? [{ kind: EventKind.LearningTick, interval: learning.interval }] : []),
    ...(auction.reserve.update === 'round'
      ? [{ kind: EventKind.ReserveTick, interval: auction.reserve.interval }]
      : []),
  ];
}
