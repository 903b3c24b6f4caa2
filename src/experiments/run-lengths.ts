import type { LoadedScenario } from '../scenario/load.js';
import { processingRates } from '../simulation/fleet.js';
import { roundedTasks, settlingTasks } from '../simulation/least-tasks.js';
import { tasksForRareEvents } from '../simulation/rare-events.js';
import type { Completed } from './result.js';

/** How many tasks runs of a scenario take. */
export interface RunLengths {
  /** First tasks of a run that are left out; 0 where MSER-5 finds how many. */
  readonly warmup: number;
  /**
   * Measured tasks that a single run takes for the steady state, and n runs n times as many each; `null` where no number is
   * known: see {@link settlingTasks}.
   */
  readonly settling: number | null;
  /** Whether that is for want of theory: in continuous time, and on no trace, which has no steady state. */
  readonly isUnknown: boolean;
  /** Measured tasks that all runs together take, so that a few rare events do not decide: see {@link tasksForRareEvents}. */
  readonly inAll: number;
}

/** Of a scenario. O(servers). */
export function runLengthsOf(loaded: LoadedScenario): RunLengths {
  const { time } = loaded.scenario;
  const warmup = time.mode === 'rounds' || time.warmup === 'mser' ? 0 : time.warmup;
  const rates = processingRates(loaded);
  const settling = settlingTasks(loaded, warmup, rates);
  const isUnknown = settling === null && time.mode === 'continuous' && loaded.trace === undefined;
  return { warmup, settling, isUnknown, inAll: tasksForRareEvents(loaded, rates) };
}

/** What runs are too short for. */
export interface Shortfall {
  /** Measured tasks that each run should have, for the mean to be that of the steady state; `null` where they are enough. */
  readonly leastTasks: number | null;
  /** Whether no number is known that would be. */
  readonly isUnknown: boolean;
  /**
   * Where a few rare events decide the mean, measured tasks that all runs together should have, for an interval: `null` in it
   * where none that runs can have is enough. `null` where they are enough.
   */
  readonly rareEvents: { readonly leastTasks: number | null } | null;
}

/** What these runs lack in tasks, on average; nothing of a single run, which has no interval here. */
export function shortfallOf(
  { inAll, isUnknown, settling, warmup }: RunLengths,
  runs: readonly Pick<Completed, 'tasks'>[],
): Shortfall {
  if (runs.length < 2) return { leastTasks: null, isUnknown: false, rareEvents: null };
  const measured = runs.reduce((sum, { tasks }) => sum + measuredOf(tasks, warmup), 0);
  const each = settling === null ? 0 : settling * runs.length;
  return {
    leastTasks: measured / runs.length >= each ? null : roundedTasks(each),
    isUnknown,
    rareEvents: measured >= inAll ? null : { leastTasks: roundedTasks(inAll) },
  };
}

/** As many of the tasks after the warm-up as of all are taken to be completed. */
function measuredOf({ arrived, completed }: Completed['tasks'], warmup: number): number {
  return arrived <= warmup ? 0 : (completed * (arrived - warmup)) / arrived;
}
