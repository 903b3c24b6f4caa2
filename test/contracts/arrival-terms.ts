import { Streams } from '../../src/random/streams.js';
import { type ArrivalProcess, arrivalProcesses } from '../../src/workload/arrival-processes.js';

export type ProcessName = keyof typeof arrivalProcesses;

/** Terms to test a process with, the mean tasks a round in the long run, and the variance of a round's share in it. */
export interface Sample {
  terms: object;
  mean: number;
  /** Limit of Var(tasks of n rounds)/n. */
  variance: number;
}

const bursts = { calm: 2, burst: 20, enter: 0.05, leave: 0.25 };
const inBurst = bursts.enter / (bursts.enter + bursts.leave);
const memory = 1 - bursts.enter - bursts.leave;
const burstyMean = bursts.calm * (1 - inBurst) + bursts.burst * inBurst;

/** Mean of max(0, sin) over a period is 1/π. */
export const samples: Record<ProcessName, Sample[]> = {
  steps: [
    { terms: { rates: [2, 0, 10], length: 4 }, mean: 4, variance: 4 },
    { terms: { rates: [3], length: 7 }, mean: 3, variance: 3 },
  ],
  sinusoidal: [
    { terms: { base: 5, amplitude: 2, period: 50 }, mean: 5, variance: 5 },
    {
      terms: { base: 0, amplitude: 10, period: 1000 },
      mean: 10 / Math.PI,
      variance: 10 / Math.PI,
    },
  ],
  poisson: [
    { terms: { rate: 3.5 }, mean: 3.5, variance: 3.5 },
    { terms: { rate: 40 }, mean: 40, variance: 40 },
    { terms: { rate: 0 }, mean: 0, variance: 0 },
  ],
  constant: [
    { terms: { rate: 2.3 }, mean: 2.3, variance: 0 },
    { terms: { rate: 0.01 }, mean: 0.01, variance: 0 },
  ],
  bursty: [
    {
      terms: bursts,
      mean: burstyMean,
      // Poisson noise, and the chain's: its states are correlated by `memory` from round to round.
      variance:
        burstyMean +
        ((bursts.burst - bursts.calm) ** 2 * inBurst * (1 - inBurst) * (1 + memory)) / (1 - memory),
    },
  ],
};

/** The first `rounds` numbers of tasks of a process. */
export function tasksByRound(name: string, terms: object, rounds: number, seed: number): number[] {
  const create = arrivalProcesses[name as ProcessName] as (
    terms: object,
    uniform: () => number,
  ) => ArrivalProcess;
  const process = create(terms, new Streams(seed).uniform('arrivals'));
  return Array.from({ length: rounds }, (_, round) => process(round));
}
