import type { Learner } from '../learning/learner.js';
import type { Observer } from '../systems/records.js';
import type { Components } from './components.js';

/** What a run is given beside its scenario. */
export interface RunTerms {
  readonly components: Components;
  /** Which of them a program has given, in place of those that the scenario names. */
  readonly given: readonly string[];
  readonly observers: readonly Observer[];
  /** First tasks that statistics leave out. */
  readonly warmup: number;
  /** Acts at the start of each round, in place of the learner at its end. */
  readonly outside?: Learner | undefined;
}
