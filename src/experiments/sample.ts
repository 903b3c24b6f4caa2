import { pooledQuantile } from '../statistics/pooled-quantile.js';
import { isHeavy, type MetricName, shareOf } from './metrics.js';
import type { Completed } from './result.js';
import type { Shortfall } from './run-lengths.js';

/** Why an estimate has no interval: the tail has too few tasks, runs are too short for the tail to come, or few tasks decide. */
export type Withheld = 'tail' | 'short' | 'heavy';

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
}

/**
 * What runs say of a metric.
 *
 * @param shortfall - what the runs are too short for: of a quantile there is no interval where they are for the steady state,
 *   and of times and loads where few long tasks decide
 */
export function sampleOf(
  metric: MetricName,
  runs: readonly Pick<Completed, 'metrics' | 'sojourns'>[],
  shortfall: Shortfall,
): Sample {
  const heavy: Withheld | undefined = shortfall.heavyTailed && isHeavy(metric) ? 'heavy' : undefined;
  const share = shareOf(metric);
  if (share !== undefined) {
    return quantileSample(runs, share, heavy ?? (shortfall.leastTasks === null ? undefined : 'short'));
  }
  const values = runs.map(({ metrics }) => metrics[metric] ?? Number.NaN);
  const freedom = values.filter((value) => !Number.isNaN(value)).length - 1;
  return { values, freedom, withheld: heavy };
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
