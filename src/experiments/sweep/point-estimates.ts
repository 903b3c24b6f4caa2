import { estimateOf } from '../../statistics/estimate.js';
import { meanInterval } from '../../statistics/mean-interval.js';
import { type MetricName, metrics } from '../metrics.js';
import type { Completed } from '../result.js';
import type { Shortfall } from '../run-lengths.js';
import { sampleOf, type Withheld } from '../sample.js';

/** Level of every interval of a sweep, each by itself. */
export const level = 0.95;

/** What is known of one metric at one point. Numbers are null where there are no values, or too few. */
export interface PointEstimate {
  readonly metric: MetricName;
  /** Runs that have a value. */
  readonly runs: number;
  /** Runs that ended and have none: the estimate leaves them out. */
  readonly missing: number;
  /** Those of them that ended with tasks unfinished, as slow ones do. */
  readonly missingUnfinished: number;
  /** Mean over runs; of a quantile, that of the tasks of all runs together. */
  readonly mean: number | null;
  /** The ends of its interval; takes 2 runs, and of a quantile a tail of enough tasks. */
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is no interval although there are runs. */
  readonly withheld?: Withheld;
  /** Of the values of single runs. */
  readonly standardDeviation: number | null;
  readonly least: number | null;
  readonly most: number | null;
}

/**
 * The estimate of a metric from independent runs that have ended.
 *
 * @param shortfall - what these are too short for
 */
export function pointEstimate(
  metric: MetricName,
  outcomes: readonly Completed[],
  shortfall: Shortfall,
): PointEstimate {
  const { freedom, isRare, values, ...sample } = sampleOf(metric, outcomes, shortfall);
  const withheld = sample.withheld ?? (isRare ? 'rare' : undefined);
  const known = values.filter((value) => !Number.isNaN(value));
  const runs = known.length;
  const interval = runs > 1 && !withheld ? meanInterval(known, level, freedom) : undefined;
  return {
    metric,
    runs,
    missing: values.length - runs,
    missingUnfinished: outcomes.filter(({ tasks }, i) => Number.isNaN(values[i]!) && tasks.unfinished > 0)
      .length,
    mean: runs === 0 ? null : estimateOf(known).mean,
    // No metric is below 0, and no share above 1.
    low: interval ? Math.max(0, interval.low) : null,
    high: interval ? Math.min(metrics[metric].unit === 'share' ? 1 : interval.high, interval.high) : null,
    ...(withheld && { withheld }),
    ...spreadOf(singleValues(metric, outcomes)),
  };
}

/** The values that runs have by themselves. */
function singleValues(metric: MetricName, outcomes: readonly Completed[]): number[] {
  return outcomes.flatMap(({ metrics }) => metrics[metric] ?? []);
}

function spreadOf(values: readonly number[]): Pick<PointEstimate, 'standardDeviation' | 'least' | 'most'> {
  if (values.length === 0) return { standardDeviation: null, least: null, most: null };
  return {
    standardDeviation: values.length > 1 ? estimateOf(values).error * Math.sqrt(values.length) : null,
    least: values.reduce((least, value) => Math.min(least, value)),
    most: values.reduce((most, value) => Math.max(most, value)),
  };
}
