import { pooledQuantile } from '../statistics/pooled-quantile.js';
import { isShareOfTasks, type MetricName, shareOf, waits } from './metrics.js';
import type { Completed } from './result.js';
import type { Shortfall } from './run-lengths.js';

/** Why an estimate has no interval: the tail has too few tasks, runs are too short for it, or a few rare events decide. */
export type Withheld = 'tail' | 'short' | 'rare';

/** What runs of one scenario say of a metric: a value a run, whose mean is the estimate. */
export interface Sample {
  /**
   * In the order of the runs; NaN where a run has none. Of a quantile each is what the run adds to the
   * quantile of all runs together.
   */
  readonly values: readonly number[];
  /** Degrees of freedom of the error of the mean. */
  readonly freedom: number;
  readonly withheld?: Withheld | undefined;
  /** Whether it is a share of tasks that fewer than {@link FEWEST} have: an interval of it alone says nothing. */
  readonly isRare?: boolean;
}

/** Tasks that make a share known. */
const FEWEST = 10;

/**
 * What runs say of a metric.
 *
 * @param shortfall - what the runs are too short for: of a quantile there is no interval where they are for the steady state,
 *   and of what depends on waiting where a few rare events decide
 */
export function sampleOf(
  metric: MetricName,
  runs: readonly Pick<Completed, 'metrics' | 'sojourns' | 'tasks'>[],
  shortfall: Shortfall,
): Sample {
  const rare: Withheld | undefined = shortfall.rareEvents && waits(metric) ? 'rare' : undefined;
  const share = shareOf(metric);
  if (share !== undefined) {
    return quantileSample(runs, share, rare ?? (shortfall.leastTasks === null ? undefined : 'short'));
  }
  const values = runs.map(({ metrics }) => metrics[metric] ?? Number.NaN);
  const freedom = values.filter((value) => !Number.isNaN(value)).length - 1;
  const isRare = isShareOfTasks(metric) && eventsOf(values, runs) < FEWEST;
  return { values, freedom, withheld: rare, isRare };
}

/** Tasks that a share of them is of. */
function eventsOf(values: readonly number[], runs: readonly Pick<Completed, 'tasks'>[]): number {
  return values.reduce((sum, value, i) => sum + (value > 0 ? value * runs[i]!.tasks.arrived : 0), 0);
}

function quantileSample(
  runs: readonly Pick<Completed, 'sojourns'>[],
  share: number,
  withheld: Withheld | undefined,
): Sample {
  const known = runs.flatMap(({ sojourns }) => (sojourns && sojourns.length > 0 ? [sojourns] : []));
  if (known.length === 0) return { values: runs.map(() => Number.NaN), freedom: 0 };
  const { freedom, known: isKnown, values } = pooledQuantile(known, share);
  const left = values[Symbol.iterator]();
  return {
    values: runs.map(({ sojourns }) => (sojourns?.length ? (left.next().value as number) : Number.NaN)),
    freedom,
    withheld: withheld ?? (isKnown ? undefined : 'tail'),
  };
}
