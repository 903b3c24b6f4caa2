import type { System } from '../engine/system.js';
import type { Allocation } from '../systems/allocation.js';
import type { Market } from '../systems/market.js';
import type { Unsold } from '../systems/unsold.js';

/** What places the tasks of a run, and the systems by which it does. */
export interface Allocator {
  readonly allocation: Allocation;
  /** Decide who works on a task. In the order in which it meets them, before those that work. */
  deciding(market: Market, unsold: Unsold): readonly System[];
  /** Learn from what came of it. In the order in which the end of a round meets them, behind those that work. */
  learning(market: Market): readonly System[];
}
