import type { Simulation } from '../simulation/simulation.js';
import type { Interrupt } from './interrupt.js';
import { Stopwatch } from './stopwatch.js';

/** Wall time of one slice: so long a signal waits at most, but for a single event that takes longer. */
const sliceSeconds = 0.1;

/** Events between two looks at the clock, at most. */
const mostEvents = 256;

/** Runs a simulation in slices of wall time, between which signals are let in and progress is shown. */
export class Slices {
  #events = 1;

  constructor(
    private readonly simulation: Simulation,
    private readonly stopwatch: Stopwatch,
  ) {}

  /** Runs one slice, or to the end. */
  next(): void {
    const end = this.stopwatch.wallSeconds + sliceSeconds;
    for (let now = end - sliceSeconds; now < end && !this.simulation.finished; ) {
      this.simulation.run({ events: this.#events });
      const took = this.stopwatch.wallSeconds - now;
      now += took;
      // After slow events, as in a large market, the clock is looked at again after each.
      this.#events = took > sliceSeconds / 10 ? 1 : Math.min(mostEvents, 2 * this.#events);
    }
  }
}

/** Has simulations of this process run to their ends in slices, between which signals are let in. */
export function inSlices(interrupt: Interrupt): (simulation: Simulation) => Promise<void> {
  return async (simulation) => {
    const slices = new Slices(simulation, new Stopwatch());
    while (!simulation.finished) {
      slices.next();
      await interrupt.admit();
    }
  };
}
