import type { BidPredictor } from '../learning/bid-predictor.js';
import type { BidActor } from '../learning/neural/bid-actor.js';

/** What happens again and again at an interval of its own, in continuous time. */
export interface Tick {
  readonly kind: number;
  readonly interval: number;
}

/**
 * What places the tasks of a run: an auction house or a balancer. Systems tell it what happens at servers, and never ask which
 * of the two it is.
 */
export interface Allocation {
  /** Messages so far between whoever places the tasks and servers, in both directions. */
  readonly messages: number;
  /** The reserve as it is; NaN where there is none. */
  readonly reserve: number;
  /** What predicts prices, where something does. */
  readonly predictor: BidPredictor | undefined;
  /** What acts on bids, where something does. */
  readonly actor: BidActor | undefined;
  /** What it does at intervals of its own in continuous time. */
  readonly ticks: readonly Tick[];
  /** The load, sensitivity or predictor of a server has changed, or it has failed or works again. */
  serverChanged(server: number, time: number): void;
  /** A server has finished its part of a task, by the task's row. */
  returned(task: number, server: number, time: number): void;
  /** A part of a task that was placed at a server will not be finished there. */
  lost(server: number, time: number): void;
}
