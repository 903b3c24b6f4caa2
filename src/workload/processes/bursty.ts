import { randomPoisson } from 'd3-random';
import type { Uniform } from '../../random/distribution.js';
import type { ArrivalProcess } from '../arrival-processes.js';

/** Terms of {@link bursty}. */
export interface Bursts {
  /** Mean tasks of a calm round, and of one in a burst. */
  calm: number;
  burst: number;
  /** Chance that a calm round is followed by a burst, and that a round of a burst is its last. */
  enter: number;
  leave: number;
}

/**
 * Markov-modulated Poisson numbers: a two-state chain picks the mean of each round. The first round is calm.
 * The long-run mean is (calm · leave + burst · enter) / (enter + leave).
 */
export function bursty({ calm, burst, enter, leave }: Bursts, uniform: Uniform): ArrivalProcess {
  const poisson = randomPoisson.source(uniform);
  let inBurst = false;
  return () => {
    const tasks = poisson(inBurst ? burst : calm)();
    inBurst = uniform() < (inBurst ? leave : enter) ? !inBurst : inBurst;
    return tasks;
  };
}
