import type { LoadedScenario } from '../scenario/load.js';
import { roundedTasks, settlingTasks } from '../simulation/least-tasks.js';
import { workScatter } from '../simulation/offered-work.js';
import type { Completed } from './result.js';

/**
 * The squared relative standard error of the mean square of tasks' work, to which waiting is in proportion: below it, long
 * tasks are so many that intervals of means hold (measured, docs/compare.md).
 */
const WORK_SCATTER = 0.02;

/** How many tasks runs of a scenario take. */
export interface RunLengths {
  /** First tasks of a run that are left out; 0 where MSER-5 finds how many. */
  readonly warmup: number;
  /**
   * Measured tasks that a single run takes for the steady state, and n runs n times as many each; `null` where no number is
   * known: see {@link settlingTasks}.
   */
  readonly settling: number | null;
  /** Measured tasks that all runs together take, so that a few long ones do not decide; infinite where no number is enough. */
  readonly inAll: number;
}

/** Of a scenario. O(servers). */
export function runLengthsOf(loaded: LoadedScenario): RunLengths {
  const { time } = loaded.scenario;
  const warmup = time.mode === 'rounds' || time.warmup === 'mser' ? 0 : time.warmup;
  return { warmup, settling: settlingTasks(loaded, warmup), inAll: workScatter(loaded) / WORK_SCATTER };
}

/** What runs are too short for. */
export interface Shortfall {
  /** Measured tasks that each run should have, for the mean to be that of the steady state; `null` where they are enough. */
  readonly leastTasks: number | null;
  /**
   * Where few long tasks decide the mean, measured tasks that all runs together should have, for an interval: `null` in it
   * where no number is enough, as E[S⁴] is infinite. `null` where they are enough.
   */
  readonly heavyTailed: { readonly leastTasks: number | null } | null;
}

/** What these runs lack in tasks, on average; nothing of a single run, which has no interval here. */
export function shortfallOf(
  { inAll, settling, warmup }: RunLengths,
  runs: readonly Pick<Completed, 'tasks'>[],
): Shortfall {
  if (runs.length < 2) return { leastTasks: null, heavyTailed: null };
  const measured = runs.reduce((sum, { tasks }) => sum + tasks.completed, 0) - warmup * runs.length;
  const each = settling === null ? 0 : settling * runs.length;
  return {
    leastTasks: measured / runs.length >= each ? null : roundedTasks(each),
    heavyTailed: measured >= inAll ? null : { leastTasks: roundedTasks(inAll) },
  };
}
