import type { Distribution } from '../random/distribution.js';
import { rawMoment } from '../random/distribution-moments.js';
import { meanRate } from '../scenario/clock.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { ServiceMoments } from '../theory/mean-scatter.js';
import { dispersion } from '../theory/mmpp-queue.js';
import type { Trace } from '../workload/trace.js';

/** Parts that a trace is cut into, to see how its arrivals vary. */
const PARTS = 32;

/** What is known of arrivals before a run. */
export interface OfferedArrivals {
  /** Tasks a unit of time in the long run. */
  readonly rate: number;
  /** Variance of the number of tasks in a long time over its mean: 1 of Poisson arrivals. */
  readonly variation: number;
  /** Time in which rates come back to what they were: of a burst and a calm, a period; 0 where the rate is constant. */
  readonly memory: number;
}

/** Arrivals of a scenario in continuous time. Of a trace they are measured: O(1), for its rows are in order. */
export function offeredArrivals({ scenario, trace }: LoadedScenario): OfferedArrivals {
  const { arrivals } = scenario;
  if (arrivals.process === 'trace') return tracedArrivals(trace!, arrivals.roundLength);
  const rate = meanRate(arrivals);
  switch (arrivals.process) {
    case 'constant':
      return { rate, variation: 0, memory: 0 };
    case 'poisson':
      return { rate, variation: 1, memory: 0 };
    case 'sinusoidal':
      return { rate, variation: 1, memory: arrivals.period };
    case 'steps':
      return { rate, variation: 1, memory: arrivals.length * arrivals.rates.length };
    case 'bursty': {
      const { enter, leave } = arrivals;
      if (enter === 0 || rate === 0) return { rate, variation: 1, memory: 0 };
      return { rate, variation: dispersion(arrivals), memory: 1 / (enter + leave) };
    }
  }
}

/** Rate of a trace, and the variance of the time that each of 32 equal parts of its rows takes. */
function tracedArrivals(trace: Trace, unit: number): OfferedArrivals {
  const rows = Math.floor((trace.length - 1) / PARTS);
  const span = (trace.time[trace.length - 1]! - trace.time[0]!) / unit;
  const rate = (trace.length - 1) / span;
  // Of too few rows nothing is known.
  if (rows === 0 || !(span > 0)) return { rate: 0, variation: 0, memory: 0 };
  const mean = (trace.time[rows * PARTS]! - trace.time[0]!) / PARTS;
  let squares = 0;
  for (let part = 0; part < PARTS; part++) {
    squares += ((trace.time[(part + 1) * rows]! - trace.time[part * rows]!) / mean - 1) ** 2;
  }
  return { rate, variation: (rows * squares) / (PARTS - 1), memory: 0 };
}

/**
 * Moments of the time that a task takes a slot that does `rate` of work in a unit of time, repairs of its server included: a
 * failure comes at the mean rate of failures, and its repair is added (exact where times to failures are exponential and work is
 * resumed).
 */
export function serviceMoments(loaded: LoadedScenario, rate: number): ServiceMoments {
  const { servers } = loaded.scenario;
  const moments = workMoments(loaded).map((moment, i) => moment / rate ** (i + 1));
  const served = moments as unknown as ServiceMoments;
  return servers.failures ? withRepairs(served, servers.failures) : served;
}

/** Of the work of a task. Of a trace's loads they are measured, O(rows). */
function workMoments({ scenario, trace }: LoadedScenario): ServiceMoments {
  const { arrivals, tasks, time } = scenario;
  const [loads, scale] = arrivals.process === 'trace' ? [trace!.load, arrivals.loadScale] : [tasks.load, 1];
  const acts = time.mode === 'continuous' || tasks.complexityActs;
  const factors = acts ? (trace?.complexity ?? tasks.complexity) : 1;
  const moments =
    ArrayBuffer.isView(loads) && ArrayBuffer.isView(factors)
      ? momentsOf(loads.length, (i) => loads[i]! * factors[i]!)
      : multiplied(inOrder(loads), inOrder(factors));
  return moments.map((moment, i) => moment * scale ** (i + 1)) as unknown as ServiceMoments;
}

/**
 * E[S⁴] / E[S²]² − 1 of the time S that a task takes a slot: the squared relative error of the mean square of one. The mean
 * square is what waiting is in proportion to (Pollaczek and Khinchine), so of N tasks it says, divided by N, how far a few
 * long tasks, or long and rare repairs, decide. Infinite where E[S⁴] is. Of a trace, whose tasks are what they are, what repairs
 * add.
 *
 * @param rate - work that a slot does in a unit of time
 */
export function serviceScatter(loaded: LoadedScenario, rate: number): number {
  const all = scatterOf(serviceMoments(loaded, rate));
  if (loaded.trace === undefined) return all;
  return loaded.scenario.servers.failures ? Math.max(0, all - scatterOf(workMoments(loaded))) : 0;
}

function scatterOf([, second, , fourth]: ServiceMoments): number {
  return fourth === Number.POSITIVE_INFINITY ? fourth : fourth / second ** 2 - 1;
}

function inOrder(values: Float64Array | Distribution): ServiceMoments {
  if (ArrayBuffer.isView(values)) return momentsOf(values.length, (i) => values[i]!);
  return [1, 2, 3, 4].map((order) => rawMoment(values, order)) as unknown as ServiceMoments;
}

/** Of the product of two that do not depend on each other. */
function multiplied(one: ServiceMoments, other: ServiceMoments): ServiceMoments {
  return one.map((moment, i) => moment * other[i]!) as unknown as ServiceMoments;
}

function momentsOf(count: number, value: (index: number) => number): ServiceMoments {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const each = value(i);
    const square = each * each;
    first += each;
    second += square;
    third += square * each;
    fourth += square * square;
  }
  return [first / count, second / count, third / count, fourth / count];
}

/** Moments of S + the repairs of a Poisson number of failures, of mean S / after; by cumulants, given S. */
function withRepairs(
  [first, second, third, fourth]: ServiceMoments,
  { after, repair }: { after: Distribution; repair: Distribution },
): ServiceMoments {
  const often = 1 / rawMoment(after, 1);
  const [a, b, c, d] = [1, 2, 3, 4].map((order) => often * rawMoment(repair, order)) as [
    number,
    number,
    number,
    number,
  ];
  const grown = 1 + a;
  return [
    grown * first,
    grown ** 2 * second + b * first,
    grown ** 3 * third + 3 * grown * b * second + c * first,
    grown ** 4 * fourth + 6 * grown ** 2 * b * third + (4 * grown * c + 3 * b ** 2) * second + d * first,
  ];
}
