import type { Simulation } from './simulation.js';

/** Events between two looks at the clock, at most. */
const mostEvents = 256;

/** Runs a simulation in slices of wall time, between which signals are let in and progress is shown. */
export class Slices {
  #events = 1;

  /** @param seconds - of a slice: so long all else waits at most, but for a single event that takes longer */
  constructor(
    private readonly simulation: Simulation,
    private readonly seconds = 0.1,
  ) {}

  /** Runs one slice, or to the end. */
  next(): void {
    const milliseconds = 1000 * this.seconds;
    const end = performance.now() + milliseconds;
    for (let now = end - milliseconds; now < end && !this.simulation.finished; ) {
      this.simulation.run({ events: this.#events });
      const took = performance.now() - now;
      now += took;
      // After slow events, as in a large market, the clock is looked at again after each.
      this.#events = took > milliseconds / 10 ? 1 : Math.min(mostEvents, 2 * this.#events);
    }
  }
}

/**
 * Runs a simulation to its end, and lets the process see to whatever else has come in after each slice.
 *
 * @param seconds - of a slice
 * @param options.between - called after each slice; what it throws ends the run
 * @throws the reason of `options.signal` once it is aborted
 */
export async function runInSlices(
  simulation: Simulation,
  seconds: number,
  { between, signal }: { readonly between?: () => void; readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const slices = new Slices(simulation, seconds);
  while (!simulation.finished) {
    slices.next();
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    between?.();
  }
}
