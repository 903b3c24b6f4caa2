import type { Uniform } from '../random/distribution.js';
import type { FleetView } from './fleet-view.js';

/** What a balancer needs of the run. */
export interface BalancerTerms {
  /** The fleet as it is. Columns may be replaced by longer ones; `count` stays. */
  readonly fleet: FleetView;
  /** How old everything is that the balancer learns of servers, ≥ 0, in units of time. */
  readonly delay: number;
  /** How many servers a decision may ask; absent where there is no limit. */
  readonly probes?: number;
  /** A stream of its own, drawn from in the order of events. */
  readonly uniform: Uniform;
}

/**
 * Places tasks. Whoever runs one calls {@link place} for each task and sends the task where it says, then reports what
 * happens at servers; times never fall. A balancer that a report does not concern leaves the method as it is.
 */
export abstract class Balancer {
  /**
   * Picks the server for a task of `load`: one that is up as far as the balancer knows; −1 where it knows of none. With a
   * delay the server may have failed since.
   */
  abstract place(time: number, load: number): number;

  /**
   * Messages so far between the balancer and servers, in both directions: calls for bids or state, answers, reports. A task on
   * its way to a server, its result on the way back and health checks are not counted: every balancer has them.
   */
  get messages(): number {
    return 0;
  }

  /** `up`, `tasks` or `load` of `server` have changed, by a task that was placed there or otherwise. */
  serverChanged(_server: number, _time: number): void {}

  /**
   * A task has been finished by `server`.
   *
   * @param latency - from its placement to now, ≥ 0
   * @param found - tasks that were at the server when it came, itself not counted
   */
  returned(_server: number, _time: number, _latency: number, _found: number): void {}

  /** A task that was placed at `server` will not be finished there: it was lost, refused or taken away. */
  lost(_server: number, _time: number): void {}
}
