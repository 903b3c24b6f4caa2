import type { LoadedScenario } from '../scenario/load.js';
import { roundedTasks, settlingTasks } from '../simulation/least-tasks.js';
import type { Completed } from './result.js';

/** How long runs of a scenario take to forget that they begin empty. */
export interface Settling {
  /** First tasks of a run that are left out; 0 where MSER-5 finds how many. */
  readonly warmup: number;
  /** Measured tasks that a single run takes, and n runs n times as many each: see {@link settlingTasks}. */
  readonly tasks: number;
}

/** Of a scenario; undefined where no number is known. O(servers). */
export function settlingOf(loaded: LoadedScenario): Settling | undefined {
  const { time } = loaded.scenario;
  const warmup = time.mode === 'rounds' || time.warmup === 'mser' ? 0 : time.warmup;
  const tasks = settlingTasks(loaded, warmup);
  return tasks === null ? undefined : { warmup, tasks };
}

/**
 * Measured tasks that each of these runs should have, for their mean to be that of the steady state; `null` where they have
 * as many on average, where no number is known, and of a single run, which has no interval here.
 */
export function missingLength(
  settling: Settling | undefined,
  runs: readonly Pick<Completed, 'tasks'>[],
): number | null {
  if (settling === undefined || runs.length < 2) return null;
  const completed = runs.reduce((sum, { tasks }) => sum + tasks.completed, 0) / runs.length;
  const least = settling.tasks * runs.length;
  return completed - settling.warmup >= least ? null : roundedTasks(least);
}
