import { estimateOf, halfWidth } from '../statistics/estimate.js';
import { pairedDifference } from '../statistics/paired.js';
import { type RatioInterval, ratioOfMeans } from '../statistics/ratio-of-means.js';
import type { MetricName } from './metrics.js';

/**
 * What is known of a difference: its interval lies below or above 0, or holds 0; or there is none at all, in any replication; or
 * a run lacks the value.
 */
type Verdict = 'lower' | 'higher' | 'unsure' | 'equal' | 'missing';

/** How an alternative differs from the baseline in one metric. Numbers are null where there is no such number. */
export interface Difference {
  readonly alternative: string;
  readonly metric: MetricName;
  /** Means over replications. */
  readonly mean: number | null;
  readonly baselineMean: number | null;
  /** Mean of alternative − baseline, and the interval of it. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Mean of the alternative ÷ mean of the baseline, with its interval at the same level; null where the latter may be 0. */
  readonly ratio: RatioInterval | null;
  /** Of the pairs; null where either does not vary. */
  readonly correlation: number | null;
  /** How many times as many replications it would take with seeds of their own; null where differences do not vary. */
  readonly varianceReduction: number | null;
  readonly verdict: Verdict;
}

/**
 * Compares the values of an alternative with those of the baseline, a pair a replication.
 *
 * @param level - of the interval, corrected for the number of comparisons
 */
export function differenceOf(
  names: Pick<Difference, 'alternative' | 'metric'>,
  values: readonly number[],
  baseline: readonly number[],
  level: number,
): Difference {
  if ([...values, ...baseline].some(Number.isNaN)) return { ...names, ...missing(values, baseline) };
  const { difference, correlation, varianceReduction } = pairedDifference(values, baseline);
  const half = halfWidth(difference, level);
  const low = difference.mean - half;
  const high = difference.mean + half;
  return {
    ...names,
    mean: meanOf(values),
    baselineMean: meanOf(baseline),
    difference: difference.mean,
    low,
    high,
    ratio: ratioOfMeans(values, baseline, level) ?? null,
    correlation: varies(values) && varies(baseline) ? finite(correlation) : null,
    varianceReduction: finite(varianceReduction),
    verdict: verdictOn(low, high),
  };
}

function verdictOn(low: number, high: number): Verdict {
  if (low === 0 && high === 0) return 'equal';
  if (high < 0) return 'lower';
  return low > 0 ? 'higher' : 'unsure';
}

function missing(values: readonly number[], baseline: readonly number[]) {
  const nothing = { difference: null, low: null, high: null, ratio: null } as const;
  return {
    mean: finite(meanOf(values)),
    baselineMean: finite(meanOf(baseline)),
    ...nothing,
    correlation: null,
    varianceReduction: null,
    verdict: 'missing',
  } as const;
}

/** Rounding gives means of equal values an error, so that they are looked at themselves. */
function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}

function meanOf(values: readonly number[]): number {
  return estimateOf(values).mean;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
