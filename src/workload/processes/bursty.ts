import { randomPoisson } from 'd3-random';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-processes.js';

/** Terms of {@link bursty}. */
export interface Bursts {
  /** Mean tasks a time unit while calm, and in a burst. */
  calm: number;
  burst: number;
  /**
   * In rounds, the chance that a calm round is followed by a burst, and that a round of a burst is its last; in continuous
   * time, the rates at which bursts begin and end. Either way calm lasts 1 / enter on average, a burst 1 / leave.
   */
  enter: number;
  leave: number;
}

/**
 * A Markov-modulated Poisson process of two states (Fischer & Meier-Hellstern 1993). It starts calm. The long-run mean is
 * (calm · leave + burst · enter) / (enter + leave) on either clock; its variance is not the same.
 */
export const bursty: ArrivalProcess<Bursts> = {
  counts({ calm, burst, enter, leave }, uniform) {
    const poisson = randomPoisson.source(uniform);
    let inBurst = false;
    return () => {
      const tasks = poisson(inBurst ? burst : calm)();
      inBurst = uniform() < (inBurst ? leave : enter) ? !inBurst : inBurst;
      return tasks;
    };
  },

  times({ calm, burst, enter, leave }, uniform) {
    if (calm <= 0 && burst <= 0) return () => Number.POSITIVE_INFINITY;
    let inBurst = false;
    let change = exponentialGap(enter, uniform);
    const gap = (): number => exponentialGap(inBurst ? burst : calm, uniform);
    return (time) => {
      let next = time + gap();
      // What is left of a gap when the state changes is drawn anew: exponential gaps have no memory.
      while (next > change) {
        const from = change;
        inBurst = !inBurst;
        next = from + gap();
        change = from + exponentialGap(inBurst ? leave : enter, uniform);
      }
      return next;
    };
  },
};
