import { randomPoisson } from 'd3-random';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-process.js';

/** A Poisson process of `rate` tasks a time unit: Poisson numbers of that mean in rounds, exponential gaps between times. */
export const poisson: ArrivalProcess<{ rate: number }> = {
  counts: ({ rate }, uniform) => randomPoisson.source(uniform)(rate),

  times:
    ({ rate }, uniform) =>
    (time) =>
      time + exponentialGap(rate, uniform),
};
