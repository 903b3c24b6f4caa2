import { randomPoisson } from 'd3-random';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-process.js';

/** A Poisson process of `rate` tasks a time unit: Poisson numbers of that mean in rounds, exponential gaps between times. */
export function poisson({ rate }: { rate: number }): ArrivalProcess {
  return {
    counts: (uniform) => randomPoisson.source(uniform)(rate),
    times: (uniform) => (time) => time + exponentialGap(rate, uniform),
  };
}
