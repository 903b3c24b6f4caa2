import { estimateOf } from '../statistics/estimate.js';
import { meanInterval } from '../statistics/mean-interval.js';
import { pairedDifference } from '../statistics/paired.js';
import { type RatioInterval, ratioOfMeans } from '../statistics/ratio-of-means.js';
import type { MetricName } from './metrics.js';
import type { Sample, Withheld } from './sample.js';

/**
 * What is known of a difference: its interval lies below or above 0, or holds 0; or there is none at all, in any replication; or
 * a run lacks the value, or there is no interval.
 */
export type Verdict = 'lower' | 'higher' | 'unsure' | 'equal' | 'missing' | 'withheld';

/** How an alternative differs from the baseline in one metric. Numbers are null where there is no such number. */
export interface Difference {
  readonly alternative: string;
  readonly metric: MetricName;
  /** Estimates from all replications. */
  readonly mean: number | null;
  readonly baselineMean: number | null;
  /** Alternative − baseline, and the interval of it. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Alternative ÷ baseline, with its interval at the same level; null where the latter may be 0. */
  readonly ratio: RatioInterval | null;
  /** Of the pairs; null where either does not vary. */
  readonly correlation: number | null;
  /** How many times as many replications it would take with seeds of their own; null where differences do not vary. */
  readonly varianceReduction: number | null;
  readonly verdict: Verdict;
  /** Why there is no interval although there are values. */
  readonly withheld?: Withheld;
}

/**
 * Compares an alternative with the baseline, a pair of values a replication.
 *
 * @param level - of each interval, corrected for their number
 */
export function differenceOf(
  names: Pick<Difference, 'alternative' | 'metric'>,
  sample: Sample,
  baseline: Sample,
  level: number,
): Difference {
  const [own, other] = [sample.values, baseline.values];
  const means = { mean: finite(meanOf(own)), baselineMean: finite(meanOf(other)) };
  if ([...own, ...other].some(Number.isNaN)) return { ...names, ...means, ...nothing, verdict: 'missing' };
  const { difference, correlation, varianceReduction } = pairedDifference(own, other);
  const found = {
    ...names,
    ...means,
    correlation: varies(own) && varies(other) ? finite(correlation) : null,
    varianceReduction: finite(varianceReduction),
  };
  const areRare = sample.isRare && baseline.isRare;
  const withheld = sample.withheld ?? baseline.withheld ?? (areRare ? 'rare' : undefined);
  // That they are the same in every replication needs no interval.
  if (withheld && own.some((value, i) => value !== other[i])) {
    return { ...found, ...noInterval, difference: difference.mean, verdict: 'withheld', withheld };
  }
  const { low, high } = intervalOfDifference(sample, baseline, level);
  const ratio = ratioOfMeans(own, other, level, commonFreedom(sample, baseline)) ?? null;
  return { ...found, difference: difference.mean, low, high, ratio, verdict: verdictOn(low, high) };
}

/** The mean of the differences within pairs, and its interval. */
export function intervalOfDifference(first: Sample, second: Sample, level: number) {
  const differences = first.values.map((value, i) => value - second.values[i]!);
  return meanInterval(differences, level, commonFreedom(first, second));
}

/** That of the worse known. */
function commonFreedom(first: Sample, second: Sample): number {
  return Math.min(first.freedom, second.freedom);
}

function verdictOn(low: number, high: number): Verdict {
  if (low === 0 && high === 0) return 'equal';
  if (high < 0) return 'lower';
  return low > 0 ? 'higher' : 'unsure';
}

const noInterval = { low: null, high: null, ratio: null } as const;

const nothing = { ...noInterval, difference: null, correlation: null, varianceReduction: null } as const;

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
