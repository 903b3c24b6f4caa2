import { randomPoisson } from 'd3-random';
import type { Uniform } from '../../random/distribution.js';
import type { ArrivalProcess } from '../arrival-processes.js';

/** Terms of {@link sinusoidal}; the period is in rounds. */
export interface Sinusoid {
  base: number;
  amplitude: number;
  period: number;
}

/** Mean tasks of a round: max(0, base + amplitude · sin(2π · round / period)) (white paper, section 7.2). */
function sinusoidalRate({ base, amplitude, period }: Sinusoid, round: number): number {
  return Math.max(0, base + amplitude * Math.sin((2 * Math.PI * round) / period));
}

/** Poisson numbers whose mean follows a sine. */
export function sinusoidal(terms: Sinusoid, uniform: Uniform): ArrivalProcess {
  const poisson = randomPoisson.source(uniform);
  return (round) => poisson(sinusoidalRate(terms, round))();
}
