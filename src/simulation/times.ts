import { halfWidth } from '../statistics/estimate.js';
import { QuantileSketch } from '../statistics/quantile-sketch.js';
import type { Durations } from '../systems/completion.js';
import { slaClasses } from '../workload/trace.js';
import type { Parts } from './assembly.js';
import type { Summary, Times } from './summary.js';

/** Batches below which an interval says nothing. */
const LEAST_BATCHES = 10;
const LEVEL = 0.95;
const SHARES = [0.5, 0.9, 0.99, 0.999];

const nothing: Times = { mean: null, halfWidth: null, p50: null, p90: null, p99: null, p999: null };

/** Waiting and sojourn times, of all tasks and by SLA class. */
export function allTimes({
  market,
  waiting,
  sojourn,
}: Parts): Pick<Summary, 'waiting' | 'sojourn' | 'classes'> {
  const settles = market.scenario.time.mode === 'continuous';
  const ofClass = (sla: number) => ({
    waiting: timesOf(waiting, settles, sla),
    sojourn: timesOf(sojourn, settles, sla),
  });
  const classes = Object.fromEntries(slaClasses.map((name, sla) => [name, ofClass(sla)]));
  return {
    waiting: timesOf(waiting, settles),
    sojourn: timesOf(sojourn, settles),
    classes: classes as Summary['classes'],
  };
}

/** Of one SLA class, or of all tasks. */
function timesOf(durations: Durations, settles: boolean, sla?: number): Times {
  const means = sla === undefined ? durations.all : durations.means[sla]!;
  if (means.count === 0) return nothing;
  const sketches = sla === undefined ? durations.sketches : [durations.sketches[sla]!];
  const [p50 = null, p90 = null, p99 = null, p999 = null] = QuantileSketch.quantiles(sketches, SHARES);
  const estimate = means.estimate();
  return {
    mean: estimate.mean,
    halfWidth: settles && means.batchCount >= LEAST_BATCHES ? halfWidth(estimate, LEVEL) : null,
    p50,
    p90,
    p99,
    p999,
  };
}
