import type { Uniform } from '../random/distribution.js';

/** How many tasks arrive in a round. To be called once a round, with 0, 1, 2, … */
export type ArrivalCounts = (round: number) => number;

/**
 * When the next task arrives, in continuous time: not before `time`, and `Infinity` where none ever will. To be called
 * with 0, and then each time with what it returned last. Allocates nothing.
 */
export type ArrivalTimes = (time: number) => number;

/**
 * A way for tasks to arrive, on either clock: a run calls one of its methods, once. A round lasts one unit of continuous time.
 * All that is random is drawn from `uniform`, which gives numbers in [0, 1), in the order of the calls.
 */
export interface ArrivalProcess {
  counts(uniform: Uniform): ArrivalCounts;
  times(uniform: Uniform): ArrivalTimes;
}
