import type { Uniform } from '../random/distribution.js';

/** How many tasks arrive in a round. To be called once a round, with 0, 1, 2, … */
export type ArrivalCounts = (round: number) => number;

/**
 * When the next task arrives, in continuous time: not before `time`, and `Infinity` where none ever will. To be called
 * with 0, and then each time with what it returned last. Allocates nothing.
 */
export type ArrivalTimes = (time: number) => number;

/** A way for tasks to arrive, on either clock. A round lasts one unit of continuous time. */
export interface ArrivalProcess<Terms> {
  counts(terms: Terms, uniform: Uniform): ArrivalCounts;
  times(terms: Terms, uniform: Uniform): ArrivalTimes;
}
