import { randomPoisson } from 'd3-random';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-processes.js';

/** Terms of {@link steps}. */
export interface Steps {
  /** Mean tasks a time unit, one step after the other; after the last the first again. */
  rates: readonly number[];
  /** Time units of one step, whole, ≥ 1. */
  length: number;
}

/** A Poisson process whose rate jumps: rates[⌊time / length⌋ mod (number of rates)]. */
export const steps: ArrivalProcess<Steps> = {
  counts({ rates, length }, uniform) {
    const poisson = randomPoisson.source(uniform);
    return (round) => poisson(rates[Math.floor(round / length) % rates.length]!)();
  },

  times({ rates, length }, uniform) {
    if (rates.every((rate) => rate <= 0)) return () => Number.POSITIVE_INFINITY;
    return (time) => {
      // What is left of a gap when the rate jumps is drawn anew: exponential gaps have no memory.
      for (let from = time; ; ) {
        const step = Math.floor(from / length);
        const next = from + exponentialGap(rates[step % rates.length]!, uniform);
        const end = (step + 1) * length;
        if (next < end) return next;
        from = end;
      }
    };
  },
};
