import { instant } from '../engine/decimal-time.js';
import { InputError } from '../input/input-error.js';
import { shortNumber } from '../input/magnitude.js';
import type { Trace } from '../workload/trace.js';
import type { ScenarioDocument } from './scenario-document.js';
import type { Scenario } from './schema.js';
import { mostRounds } from './sizes.js';

const DEFAULT_ROUNDS = 150;

export type TimeOf<Mode> = Extract<Scenario['time'], { mode: Mode }>;

/** Rounds at integer times. */
export type RoundsClock = TimeOf<'rounds'> & { readonly rounds: number };

/** Every event at its own time. */
export type ContinuousClock = TimeOf<'continuous'> & { readonly drain: boolean };

/** How time advances, with what depends on other parts of the scenario filled in. */
export type Clock = RoundsClock | ContinuousClock;

/**
 * The clock of a scenario. Rounds are what it says, else up to the last task of its trace, else 150; a continuous run is
 * drained unless it says otherwise or ends at a time.
 *
 * @throws InputError if a trace would take more than 2³² − 1 rounds, or if nothing says when a continuous run ends
 */
export function clockOf(scenario: Scenario, trace: Trace | undefined, document: ScenarioDocument): Clock {
  const { time } = scenario;
  if (time.mode === 'rounds') return { ...time, rounds: roundsOf(scenario, time, trace, document) };
  if (time.tasks === undefined && time.until === undefined && !trace) {
    throw new InputError({
      ...document.placeOf(['time']),
      message: 'time: nothing says when the run ends',
      hint: 'add tasks, until, or both',
    });
  }
  const most = Math.min(time.tasks ?? Number.POSITIVE_INFINITY, trace?.length || Number.POSITIVE_INFINITY);
  if (time.warmup !== 'mser' && time.warmup >= most) {
    throw new InputError({
      ...document.placeOf(['time', 'warmup']),
      message: `time.warmup: ${time.warmup} tasks leave none of ${most} to be measured`,
      hint: `a number below ${most}, or more tasks`,
    });
  }
  return { ...time, drain: time.drain ?? time.until === undefined };
}

function roundsOf(
  { arrivals }: Scenario,
  time: TimeOf<'rounds'>,
  trace: Trace | undefined,
  document: ScenarioDocument,
): number {
  if (time.rounds !== undefined) return time.rounds;
  if (trace === undefined || arrivals.process !== 'trace') return DEFAULT_ROUNDS;
  const last = trace.time[trace.length - 1]!;
  const rounds = Math.floor(instant(last / arrivals.roundLength)) + 1;
  if (rounds <= mostRounds) return rounds;
  throw new InputError({
    ...document.placeOf(['arrivals', 'roundLength']),
    message: `arrivals.roundLength: the trace lasts ${shortNumber(last)}, more than ${mostRounds} rounds of ${shortNumber(arrivals.roundLength)}`,
    hint: 'make rounds longer, or set time.rounds',
  });
}

/** A scenario and its trace, as far as its length depends on them. */
type Timed = Pick<Scenario, 'arrivals' | 'metrics'> & { readonly time: Clock };

/** Samples that a continuous run has if nothing says how many, and arrivals are as many as expected. */
const SAMPLES = 1000;

/** The time between two samples: what the scenario says, else a thousandth of the run's expected length; 1 in rounds. */
export function sampleInterval(scenario: Timed, trace: Trace | undefined): number {
  if (scenario.time.mode === 'rounds') return 1;
  return scenario.metrics.interval ?? expectedLength(scenario, trace) / SAMPLES;
}

/** How long arrivals are expected to last, in rounds or units of time, > 0. */
export function expectedLength({ arrivals, time }: Timed, trace: Trace | undefined): number {
  if (time.mode === 'rounds') return time.rounds;
  const { tasks = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY } = time;
  if (arrivals.process === 'trace') {
    const last = Math.min(tasks, trace!.length) - 1;
    return Math.min(until, trace!.time[last]! / arrivals.roundLength) || 1;
  }
  const length = Math.min(until, tasks / meanRate(arrivals));
  return Number.isFinite(length) ? length : 1;
}

/** Tasks that a time unit brings in the long run. */
export function meanRate(arrivals: Exclude<Scenario['arrivals'], { process: 'trace' }>): number {
  if (arrivals.process === 'sinusoidal') return sinusoidalMean(arrivals.base, Math.abs(arrivals.amplitude));
  if (arrivals.process === 'steps') {
    return arrivals.rates.reduce((sum, rate) => sum + rate, 0) / arrivals.rates.length;
  }
  if (arrivals.process !== 'bursty') return arrivals.rate;
  const { calm, burst, enter, leave } = arrivals;
  return enter === 0 ? calm : (calm * leave + burst * enter) / (enter + leave);
}

/** The mean of max(0, base + amplitude · sin) over a period, base and amplitude ≥ 0. */
function sinusoidalMean(base: number, amplitude: number): number {
  if (base >= amplitude) return base;
  const rise = Math.asin(base / amplitude);
  return (base * (Math.PI + 2 * rise) + 2 * amplitude * Math.cos(rise)) / (2 * Math.PI);
}
