import { pooledQuantile } from '../statistics/pooled-quantile.js';
import { type MetricName, shareOf } from './metrics.js';
import type { Completed } from './result.js';

/** Why an estimate has no interval: the tail has too few tasks, or runs are too short for the tail to come. */
export type Withheld = 'tail' | 'short';

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
 * @param areShort - whether the runs are too short for the steady state: of a quantile there is no interval then
 */
export function sampleOf(
  metric: MetricName,
  runs: readonly Pick<Completed, 'metrics' | 'sojourns'>[],
  areShort: boolean,
): Sample {
  const share = shareOf(metric);
  if (share !== undefined) return quantileSample(runs, share, areShort);
  const values = runs.map(({ metrics }) => metrics[metric] ?? Number.NaN);
  return { values, freedom: values.filter((value) => !Number.isNaN(value)).length - 1 };
}

function quantileSample(
  runs: readonly Pick<Completed, 'sojourns'>[],
  share: number,
  areShort: boolean,
): Sample {
  const known = runs.flatMap(({ sojourns }) => (sojourns && sojourns.length > 0 ? [sojourns] : []));
  if (known.length === 0) return { values: runs.map(() => Number.NaN), freedom: 0 };
  const { freedom, known: isKnown, values } = pooledQuantile(known, share);
  const left = values[Symbol.iterator]();
  return {
    values: runs.map(({ sojourns }) => (sojourns?.length ? (left.next().value as number) : Number.NaN)),
    freedom,
    ...(areShort ? { withheld: 'short' } : !isKnown && { withheld: 'tail' }),
  };
}
