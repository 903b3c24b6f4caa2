import { randomPoisson } from 'd3-random';
import type { Uniform } from '../../random/distribution.js';
import type { ArrivalProcess } from '../arrival-processes.js';

/** Poisson numbers with the same mean `rate` every round. */
export function poisson({ rate }: { rate: number }, uniform: Uniform): ArrivalProcess {
  return randomPoisson.source(uniform)(rate);
}
