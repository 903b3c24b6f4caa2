import type { Uniform } from '../random/distribution.js';
import { bursty } from './processes/bursty.js';
import { constant } from './processes/constant.js';
import { poisson } from './processes/poisson.js';
import { sinusoidal } from './processes/sinusoidal.js';
import { steps } from './processes/steps.js';

/** How many tasks arrive in a round. To be called once a round, with 0, 1, 2, … */
export type ArrivalProcess = (round: number) => number;

/** Every arrival process that draws its tasks, by the name that a scenario gives it. */
export const arrivalProcesses = { sinusoidal, poisson, constant, bursty, steps } satisfies Record<
  string,
  (terms: never, uniform: Uniform) => ArrivalProcess
>;
