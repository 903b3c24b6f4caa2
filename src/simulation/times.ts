import { isKnownQuantile } from '../statistics/pooled-quantile.js';
import { QuantileSketch } from '../statistics/quantile-sketch.js';
import type { Durations } from '../systems/completion.js';
import { slaClasses } from '../workload/trace.js';
import type { Model } from './model.js';
import type { Summary, Times } from './summary.js';

const LEVEL = 0.95;
const SHARES = [0.5, 0.9, 0.99, 0.999];

const nothing: Times = {
  mean: null,
  halfWidth: null,
  least: null,
  p50: null,
  p90: null,
  p99: null,
  p999: null,
};

/** Waiting and sojourn times, of all tasks and by SLA class. */
export function allTimes({
  least,
  waiting,
  sojourn,
}: Model): Pick<Summary, 'waiting' | 'sojourn' | 'classes'> {
  const classes = slaClasses.map((name, sla) => [
    name,
    {
      waiting: timesOf(waiting, least.classes[name].waiting, sla),
      sojourn: timesOf(sojourn, least.classes[name].sojourn, sla),
    },
  ]);
  return {
    waiting: timesOf(waiting, least.waiting),
    sojourn: timesOf(sojourn, least.sojourn),
    classes: Object.fromEntries(classes) as Summary['classes'],
  };
}

/**
 * Of one SLA class, or of all tasks.
 *
 * @param least - tasks from which on the interval of the mean is told; `null`: never
 */
function timesOf(durations: Durations, least: number | null, sla?: number): Times {
  const { means } = durations;
  const count = means.count(sla);
  if (count === 0) return nothing;
  const [p50, p90, p99, p999] = quantilesOf(durations, sla).map((value, i) =>
    isKnownQuantile(SHARES[i]!, count) ? value : null,
  ) as [number | null, number | null, number | null, number | null];
  const told = least !== null && count >= least;
  return {
    mean: means.mean(sla),
    halfWidth: told ? means.halfWidth(LEVEL, sla) : null,
    least: told ? null : least,
    p50,
    p90,
    p99,
    p999,
  };
}

/** The four quantiles, of however few tasks; 0 where there is none. */
export function quantilesOf({ means, sketches }: Durations, sla?: number): number[] {
  if (means.count(sla) === 0) return SHARES.map(() => 0);
  return QuantileSketch.quantiles(sla === undefined ? sketches : [sketches[sla]!], SHARES);
}
