import { randomPoisson } from 'd3-random';
import type { Uniform } from '../../random/distribution.js';
import type { ArrivalProcess } from '../arrival-processes.js';

/** Terms of {@link steps}. */
export interface Steps {
  /** Mean tasks a round, one step after the other; after the last the first again. */
  rates: readonly number[];
  /** Rounds of one step, ≥ 1. */
  length: number;
}

/** Poisson numbers whose mean jumps: rates[⌊round / length⌋ mod (number of rates)]. */
export function steps({ rates, length }: Steps, uniform: Uniform): ArrivalProcess {
  const poisson = randomPoisson.source(uniform);
  return (round) => poisson(rates[Math.floor(round / length) % rates.length]!)();
}
