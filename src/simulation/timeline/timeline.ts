import type { System } from '../../engine/system.js';
import type { Completion } from '../../systems/completion.js';
import type { Market } from '../../systems/market.js';
import type { RunEnd } from '../../systems/run-end.js';
import type { AttributeSource } from '../../workload/task-attributes.js';
import type { LevelSummary } from '../summary.js';

/** What a timeline has measured over the window from the first measured arrival to the last one; null where it had no length. */
export interface Measured {
  /** Mean over time of the standard deviation of loads. */
  readonly fairness: number | null;
  /** Share of the work that the fleet could have done which it did, in [0, 1]; null, too, where it can do none. */
  readonly utilisation: number | null;
  readonly messages: number;
}

/** How time passes in a run: in rounds, or from event to event. Whoever runs one never asks which. */
export interface Timeline {
  /** The kind of the first event, which is at time 0. */
  readonly first: number;
  /** Time from an auction in which a task was not sold to the next for it, > 0. */
  readonly retryAfter: number;
  /** Brings tasks in. To be added first. */
  arrival(market: Market, attributes: AttributeSource): System;
  /** Has servers work on what they were given. */
  work(market: Market, complete: Completion): readonly System[];
  /** Measures the window. To be added behind all that works. */
  measuring(market: Market): readonly System[];
  /** Passes time, and ends the run. To be added last. */
  clock(market: Market, onEnd: (end: RunEnd) => void): System;
  /**
   * To be called when the run has ended.
   *
   * @param capacity - the work that all slots of all servers do in a unit of time, ≥ 0
   */
  measured(capacity: number): Measured;
  /** Averages over time; undefined in rounds, which have none. To be called when the run has ended. */
  levels(): LevelSummary | undefined;
}
