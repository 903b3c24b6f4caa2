import { randomPoisson } from 'd3-random';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-processes.js';

/** Terms of {@link sinusoidal}; the period is in time units. */
export interface Sinusoid {
  base: number;
  amplitude: number;
  period: number;
}

/** max(0, base + amplitude · sin(2π · time / period)) (white paper, section 7.2). */
function sinusoidalRate({ base, amplitude, period }: Sinusoid, time: number): number {
  return Math.max(0, base + amplitude * Math.sin((2 * Math.PI * time) / period));
}

/**
 * A Poisson process whose rate follows a sine, where that is above 0. In rounds the mean of a round is the rate at its
 * start. In continuous time it is the non-homogeneous process of that rate, by thinning: of a process of the highest rate,
 * a task at t is kept with chance rate(t) / highest (Lewis & Shedler 1979, algorithm 1), whatever becomes of the others.
 */
export const sinusoidal: ArrivalProcess<Sinusoid> = {
  counts(terms, uniform) {
    const poisson = randomPoisson.source(uniform);
    return (round) => poisson(sinusoidalRate(terms, round))();
  },

  times(terms, uniform) {
    const highest = terms.base + Math.abs(terms.amplitude);
    const lowest = terms.base - Math.abs(terms.amplitude);
    if (highest <= 0) return () => Number.POSITIVE_INFINITY;
    return (time) => {
      for (let at = time; ; ) {
        at += exponentialGap(highest, uniform);
        const height = highest * uniform();
        // What lies below the lowest rate is kept without a sine.
        if (height < lowest || height < sinusoidalRate(terms, at)) return at;
      }
    };
  },
};
