import { intervalOfDifference } from './difference.js';
import type { MetricName } from './metrics.js';
import type { Sample } from './sample.js';

/** Which alternatives may be the best in a metric of which less is better. */
export interface Best {
  readonly metric: MetricName;
  /** At least one, in the order of all. */
  readonly candidates: readonly string[];
  /** How far each alternative is above the best, at most; ≥ 0. */
  readonly aboveBest: Readonly<Record<string, number>>;
}

/**
 * Multiple comparisons with the best (Hsu 1984), by pairs and with Bonferroni's correction, as common
 * random numbers ask for (Nelson and Matejcik 1995): with probability `level` at least, the best is
 * among the candidates, and no alternative is further above the best than told. With k alternatives
 * both follow where the k − 1 one-sided intervals of best − other, each at 1 − (1 − level) / (k − 1),
 * hold, however they depend on each other. Undefined where an alternative lacks a value or an interval.
 */
export function bestOf(
  metric: MetricName,
  alternatives: ReadonlyMap<string, Sample>,
  level: number,
): Best | undefined {
  const all = [...alternatives];
  if (all.some(([, { values, withheld }]) => withheld || values.some(Number.isNaN))) return undefined;
  // Of an interval with two ends, each of which may fail as often as the one of a one-sided interval.
  const each = 1 - (2 * (1 - level)) / (all.length - 1);
  const against = ([name, sample]: [string, Sample]) =>
    all.filter(([other]) => other !== name).map(([, other]) => intervalOfDifference(sample, other, each));
  const intervals = all.map((one) => ({ name: one[0], others: against(one) }));
  return {
    metric,
    candidates: intervals.filter(({ others }) => others.every(({ low }) => low <= 0)).map(({ name }) => name),
    aboveBest: Object.fromEntries(
      intervals.map(({ name, others }) => [name, Math.max(0, ...others.map(({ high }) => high))]),
    ),
  };
}
