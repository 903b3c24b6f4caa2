import { Streams } from '../../src/random/streams.js';
import type { ArrivalProcess } from '../../src/workload/arrival-process.js';
import { arrivalProcesses } from '../../src/workload/arrival-processes.js';

/** Terms to test a process with, and what is known of its tasks in the long run. */
interface Sample {
  told: string;
  terms: object;
  /** Mean tasks a round, and a unit of continuous time. */
  mean: number;
  /** Limit of Var(tasks of n rounds)/n, and of Var(tasks until t)/t. */
  variance: { counts: number; times: number };
}

const same = (variance: number): Sample['variance'] => ({ counts: variance, times: variance });

const bursts = { calm: 2, burst: 20, enter: 0.05, leave: 0.25 };
const inBurst = bursts.enter / (bursts.enter + bursts.leave);
const memory = 1 - bursts.enter - bursts.leave;
const burstyMean = bursts.calm * (1 - inBurst) + bursts.burst * inBurst;
/** Variance of the mean that the chain has picked; the chain is correlated by `memory` from round to round. */
const burstyRates = (bursts.burst - bursts.calm) ** 2 * inBurst * (1 - inBurst);

/** A task every 0.8 units of the trace's time, for 400,000 units of ours. */
const spaced = Float64Array.from({ length: 1_000_000 }, (_, row) => 0.8 * (row + 0.5));

const samples: Record<keyof typeof arrivalProcesses, Sample[]> = {
  steps: [
    { told: '2, 0, 10', terms: { rates: [2, 0, 10], length: 4 }, mean: 4, variance: same(4) },
    { told: 'of one', terms: { rates: [3], length: 7 }, mean: 3, variance: same(3) },
    { told: 'of nothing', terms: { rates: [0, 0], length: 1 }, mean: 0, variance: same(0) },
  ],
  sinusoidal: [
    { told: '5 ± 2', terms: { base: 5, amplitude: 2, period: 50 }, mean: 5, variance: same(5) },
    {
      // Mean of max(0, sin) over a period is 1/π.
      told: '0 ± 10',
      terms: { base: 0, amplitude: 10, period: 1000 },
      mean: 10 / Math.PI,
      variance: same(10 / Math.PI),
    },
    { told: '0 ± 0', terms: { base: 0, amplitude: 0, period: 10 }, mean: 0, variance: same(0) },
  ],
  poisson: [
    { told: 'of 3.5', terms: { rate: 3.5 }, mean: 3.5, variance: same(3.5) },
    { told: 'of 40', terms: { rate: 40 }, mean: 40, variance: same(40) },
    { told: 'of 0', terms: { rate: 0 }, mean: 0, variance: same(0) },
  ],
  constant: [
    { told: 'of 2.3', terms: { rate: 2.3 }, mean: 2.3, variance: same(0) },
    { told: 'of 0.01', terms: { rate: 0.01 }, mean: 0.01, variance: same(0) },
    { told: 'of 0', terms: { rate: 0 }, mean: 0, variance: same(0) },
  ],
  bursty: [
    {
      told: 'of 2 and 20',
      terms: bursts,
      mean: burstyMean,
      variance: {
        counts: burstyMean + (burstyRates * (1 + memory)) / (1 - memory),
        times: burstyMean + (2 * burstyRates) / (bursts.enter + bursts.leave),
      },
    },
    { told: 'that never come', terms: { ...bursts, calm: 0, burst: 0 }, mean: 0, variance: same(0) },
    { told: 'that never burst', terms: { ...bursts, enter: 0 }, mean: 2, variance: same(2) },
    { told: 'that never begin', terms: { ...bursts, calm: 0, enter: 0 }, mean: 0, variance: same(0) },
  ],
  trace: [
    {
      told: 'of a task every 0.8',
      terms: { trace: { length: spaced.length, time: spaced }, roundLength: 2 },
      mean: 2.5,
      variance: same(0),
    },
  ],
};

/** The samples of every arrival process that there is. */
export const known = Object.keys(arrivalProcesses).flatMap((name) =>
  (samples[name as keyof typeof arrivalProcesses] ?? []).map((sample) => ({ name, ...sample })),
);

/** The process of that name. */
export const processOf = (name: string, terms: object): ArrivalProcess => {
  const create: (terms: never) => ArrivalProcess = arrivalProcesses[name as keyof typeof arrivalProcesses];
  return create(terms as never);
};

/** The first `rounds` numbers of tasks of a process. */
export function tasksByRound(name: string, terms: object, rounds: number, seed: number): number[] {
  const counts = processOf(name, terms).counts(new Streams(seed).uniform('arrivals'));
  return Array.from({ length: rounds }, (_, round) => counts(round));
}

/** The times of a process up to `end`, but no more than `most`. */
export function timesOf(
  name: string,
  terms: object,
  seed: number,
  { end = Number.MAX_VALUE, most = Number.POSITIVE_INFINITY }: { end?: number; most?: number },
): number[] {
  const next = processOf(name, terms).times(new Streams(seed).uniform('arrivals'));
  const times: number[] = [];
  for (let time = next(0); time <= end && times.length < most; time = next(time)) times.push(time);
  return times;
}
