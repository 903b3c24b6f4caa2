import type { Learner } from '../learning/learner.js';
import type { Observer } from '../systems/records.js';
import type { Components } from './components.js';

/** What a run is given beside its scenario. */
export interface RunTerms {
  readonly components: Components;
  readonly observers: readonly Observer[];
  /** First tasks that statistics leave out. */
  readonly warmup: number;
  /** Acts at the start of each round, in place of the learner at its end. */
  readonly outside?: Learner | undefined;
}
