import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import type { ContinuousClock } from '../../scenario/clock.js';
import type { Completion } from '../../systems/completion.js';
import { continuousArrivalSystem } from '../../systems/continuous/arrival.js';
import { continuousClockSystem } from '../../systems/continuous/clock.js';
import { type FailureDraws, failureSystem } from '../../systems/continuous/failure.js';
import { Levels, levelsSystem } from '../../systems/continuous/levels.js';
import { serviceSystem } from '../../systems/continuous/service.js';
import { EventKind } from '../../systems/events.js';
import type { Market } from '../../systems/market.js';
import type { RunEnd } from '../../systems/run-end.js';
import type { ArrivalTimes } from '../../workload/arrival-process.js';
import type { AttributeSource } from '../../workload/task-attributes.js';
import type { Components } from '../components.js';
import type { LevelSummary } from '../summary.js';
import type { Measured, Timeline } from './timeline.js';

/** What continuous time needs to know of a scenario. */
export interface ContinuousTerms {
  readonly time: ContinuousClock;
  readonly servers: number;
  /** Time between two samples, > 0. */
  readonly sampleInterval: number;
  /** Time from an auction in which a task was not sold to the next for it, > 0. */
  readonly retryAfter: number;
  /** First tasks that statistics leave out. */
  readonly warmup: number;
  readonly discipline: Components['discipline'];
  /** When servers fail and are repaired; undefined where none does. */
  readonly failures: FailureDraws | undefined;
}

/** Continuous time: every event at its own. */
export class Continuous implements Timeline {
  readonly first = EventKind.Start;
  readonly retryAfter: number;
  private readonly window: Levels;

  constructor(
    private readonly terms: ContinuousTerms,
    private readonly scheduler: Scheduler,
    private readonly times: ArrivalTimes,
  ) {
    this.retryAfter = terms.retryAfter;
    this.window = new Levels(terms.servers, scheduler);
  }

  arrival(market: Market, attributes: AttributeSource): System {
    return continuousArrivalSystem(market, this.scheduler, this.terms.time, this.times, attributes);
  }

  work(market: Market, complete: Completion): System[] {
    const { failures } = this.terms;
    return [
      serviceSystem(market, this.scheduler, this.terms.discipline, complete, this.window),
      ...(failures ? [failureSystem(market, this.scheduler, failures)] : []),
    ];
  }

  measuring(market: Market): System[] {
    return [levelsSystem(market, this.scheduler, this.window, this.terms.warmup)];
  }

  clock(market: Market, onEnd: (end: RunEnd) => void): System {
    const { sampleInterval, time } = this.terms;
    return continuousClockSystem(market, this.scheduler, time, sampleInterval, onEnd);
  }

  measured(capacity: number): Measured {
    const { end, fairness, messages, rate, start } = this.window;
    if (!(end > start)) return { fairness: null, messages, utilisation: null };
    const utilisation = capacity === 0 ? null : rate.average(end) / capacity;
    return { fairness: fairness.integral(end) / (end - start), messages, utilisation };
  }

  levels(): LevelSummary {
    const { end, slots, start, states } = this.window;
    const { waiting, inService, paused } = states.integrals;
    const average = (integral: number): number | null => (end > start ? integral / (end - start) : null);
    const { number, ...littlesLaw } = this.window.check();
    return {
      from: start,
      to: end,
      warmup: this.terms.warmup,
      tasksInSystem: number,
      tasksWaiting: average(waiting),
      tasksInService: average(inService),
      tasksPaused: average(paused),
      statesError: end > start ? this.window.statesError() : null,
      slotsAtWork: average(slots.integral(end)),
      littlesLaw,
    };
  }
}
