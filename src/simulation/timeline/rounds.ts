import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import type { RoundsClock } from '../../scenario/clock.js';
import type { Completion } from '../../systems/completion.js';
import { EventKind } from '../../systems/events.js';
import type { Market } from '../../systems/market.js';
import { arrivalSystem } from '../../systems/rounds/arrival.js';
import { clockSystem } from '../../systems/rounds/clock.js';
import { processingSystem } from '../../systems/rounds/processing.js';
import { RoundsWindow, roundsWindowSystem } from '../../systems/rounds/window.js';
import type { RunEnd } from '../../systems/run-end.js';
import type { ArrivalCounts } from '../../workload/arrival-process.js';
import type { AttributeSource } from '../../workload/task-attributes.js';
import type { Measured, Timeline } from './timeline.js';

/** Rounds of one unit of time each: tasks come at their start, servers work at their end. */
export class Rounds implements Timeline {
  readonly first = EventKind.RoundStart;
  readonly retryAfter = 1;
  private readonly window = new RoundsWindow();

  constructor(
    private readonly time: RoundsClock,
    private readonly scheduler: Scheduler,
    private readonly counts: ArrivalCounts,
  ) {}

  arrival(market: Market, attributes: AttributeSource): System {
    return arrivalSystem(market, this.scheduler, this.time.rounds, this.counts, attributes);
  }

  work(market: Market, complete: Completion): System[] {
    return [processingSystem(market, complete)];
  }

  measuring(market: Market): System[] {
    return [roundsWindowSystem(market, this.window, this.time.rounds)];
  }

  clock(market: Market, onEnd: (end: RunEnd) => void): System {
    return clockSystem(market, this.scheduler, this.time, onEnd);
  }

  measured(capacity: number): Measured {
    const { fairness, messages, work } = this.window;
    const utilisation = capacity === 0 ? null : work / (capacity * this.time.rounds);
    return { fairness: fairness.mean, messages, utilisation };
  }

  levels(): undefined {
    return undefined;
  }
}
