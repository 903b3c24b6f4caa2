import seedrandom from 'seedrandom';
import { Alea } from './alea.js';
import type { Uniform } from './distribution.js';

/**
 * Named random streams of one run. A stream is keyed by the run's seed and its own name alone: what one
 * stream draws never moves another, so a change of balancer, of learner or of the number of servers leaves
 * arrivals and task attributes as they were (common random numbers).
 */
export class Streams {
  constructor(readonly seed: number) {}

  /** Uniform draws on [0, 1) with 53 random bits, for what is drawn in the order of events. */
  uniform(name: string): Uniform {
    const alea = new Alea(`${this.seed}/${name}`);
    return () => alea.double();
  }

  /** A 32-bit key for counter-based draws. */
  key(name: string): number {
    return seedrandom.alea(`${this.seed}/${name}`).int32() >>> 0;
  }
}
