import type { ArrivalProcess } from './arrival-process.js';
import { bursty } from './processes/bursty.js';
import { constant } from './processes/constant.js';
import { poisson } from './processes/poisson.js';
import { sinusoidal } from './processes/sinusoidal.js';
import { steps } from './processes/steps.js';
import { traced } from './processes/traced.js';

/** Every arrival process, by the name that a scenario gives it. */
export const arrivalProcesses = {
  sinusoidal,
  poisson,
  constant,
  bursty,
  steps,
  trace: traced,
} satisfies Record<string, (terms: never) => ArrivalProcess>;
