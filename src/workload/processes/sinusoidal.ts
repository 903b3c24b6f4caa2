import { randomPoisson } from 'd3-random';
import type { Uniform } from '../../random/distribution.js';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-process.js';

/** Tasks in a row that are refused before the rate is looked at part by part. */
const MOST_REFUSED = 1000;
/** Parts of a period; a multiple of 4, so that the sine rises or falls all through each. */
const PARTS = 64;

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
export function sinusoidal(terms: Sinusoid): ArrivalProcess {
  return {
    counts(uniform) {
      const poisson = randomPoisson.source(uniform);
      return (round) => poisson(sinusoidalRate(terms, round))();
    },

    times(uniform) {
      const highest = terms.base + Math.abs(terms.amplitude);
      const lowest = terms.base - Math.abs(terms.amplitude);
      if (highest <= 0) return () => Number.POSITIVE_INFINITY;
      return (time) => {
        let at = time;
        for (let refused = 0; refused < MOST_REFUSED; refused++) {
          at += exponentialGap(highest, uniform);
          const height = highest * uniform();
          // What lies below the lowest rate is kept without a sine.
          if (height < lowest || height < sinusoidalRate(terms, at)) return at;
        }
        return byParts(terms, at, uniform);
      };
    },
  };
}

/**
 * The next task after `from`, by thinning part by part of the period, of a process of the highest rate in that part: where the
 * rate is 0 or low for long, few are refused.
 */
function byParts(terms: Sinusoid, from: number, uniform: Uniform): number {
  const length = terms.period / PARTS;
  let at = from;
  for (let part = Math.floor(from / length); ; part++) {
    const end = (part + 1) * length;
    const highest = highestWithin(terms, part);
    while (highest > 0) {
      const next = at + exponentialGap(highest, uniform);
      if (!(next < end)) break;
      at = next;
      if (highest * uniform() < sinusoidalRate(terms, at)) return at;
    }
    at = Math.max(at, end);
  }
}

/** Of a part of the period, which never has a peak or a trough of the sine but at an end, the highest rate. */
function highestWithin(terms: Sinusoid, part: number): number {
  const length = terms.period / PARTS;
  return Math.max(sinusoidalRate(terms, part * length), sinusoidalRate(terms, (part + 1) * length));
}
