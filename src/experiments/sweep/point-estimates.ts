import { estimateOf, halfWidth } from '../../statistics/estimate.js';
import type { MetricName } from '../metrics.js';

/** Level of every interval of a sweep, each by itself. */
export const level = 0.95;

/** What is known of one metric at one point. Numbers are null where there are no values, or too few. */
export interface PointEstimate {
  readonly metric: MetricName;
  /** Runs that have a value. */
  readonly runs: number;
  readonly mean: number | null;
  /** Half the width of the interval of the mean, by Student's t; takes 2 runs. */
  readonly halfWidth: number | null;
  /** Of the runs. */
  readonly standardDeviation: number | null;
  readonly least: number | null;
  readonly most: number | null;
}

/** The estimate of the mean of a metric from its values in independent runs; NaN stands for none. */
export function pointEstimate(metric: MetricName, values: readonly number[]): PointEstimate {
  const known = values.filter((value) => !Number.isNaN(value));
  const runs = known.length;
  if (runs === 0) {
    return { metric, runs, mean: null, halfWidth: null, standardDeviation: null, least: null, most: null };
  }
  const estimate = estimateOf(known);
  const several = runs > 1;
  return {
    metric,
    runs,
    mean: estimate.mean,
    halfWidth: several ? halfWidth(estimate, level) : null,
    standardDeviation: several ? estimate.error * Math.sqrt(runs) : null,
    least: known.reduce((least, value) => Math.min(least, value)),
    most: known.reduce((most, value) => Math.max(most, value)),
  };
}
