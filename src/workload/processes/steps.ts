import { randomPoisson } from 'd3-random';
import type { Uniform } from '../../random/distribution.js';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-process.js';

/** Terms of {@link steps}. */
export interface Steps {
  /** Mean tasks a time unit, one step after the other; after the last the first again. */
  rates: readonly number[];
  /** Time units of one step, whole, ≥ 1. */
  length: number;
}

/** A Poisson process whose rate jumps: rates[⌊time / length⌋ mod (number of rates)]. */
export function steps({ rates, length }: Steps): ArrivalProcess {
  return {
    counts(uniform) {
      const poisson = randomPoisson.source(uniform);
      return (round) => poisson(rates[Math.floor(round / length) % rates.length]!)();
    },

    times(uniform) {
      if (rates.every((rate) => rate <= 0)) return () => Number.POSITIVE_INFINITY;
      return (time) => {
        // What is left of a gap when the rate jumps is drawn anew: exponential gaps have no memory.
        let from = time;
        for (let taken = 0; taken <= rates.length; taken++) {
          const step = Math.floor(from / length);
          const next = from + exponentialGap(rates[step % rates.length]!, uniform);
          const end = (step + 1) * length;
          if (next < end) return next;
          from = end;
        }
        return afterWholeCycles({ rates, length }, from, uniform);
      };
    },
  };
}

/**
 * The time of the next task from the start of a step on, by inversion of Λ(t) = ∫ rate dt, which is as long as an
 * exponential number of mean 1: whatever cycles stay empty, in O(rates).
 */
function afterWholeCycles({ rates, length }: Steps, from: number, uniform: Uniform): number {
  const cycle = length * rates.reduce((sum, rate) => sum + rate, 0);
  const mass = exponentialGap(1, uniform);
  const empty = Math.floor(mass / cycle);
  let rest = mass - empty * cycle;
  let start = from + empty * rates.length * length;
  const first = Math.round(from / length) % rates.length;
  for (let i = 0; ; i++) {
    const rate = rates[(first + i) % rates.length]!;
    if (rate > 0 && rest <= rate * length) return start + rest / rate;
    rest -= rate * length;
    start += length;
  }
}
