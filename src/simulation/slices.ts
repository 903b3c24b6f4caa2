import type { LoadedScenario } from '../scenario/load.js';
import type { Simulation } from './simulation.js';

/** Events between two looks at the clock, at most. */
const mostEvents = 256;

/** Milliseconds of an event that is long. */
const LONG_EVENT = 200;

/** Servers, and marginal contributions, over which a single event may be long. */
const MANY_SERVERS = 100_000;
const MANY_MARGINALS = 1_000_000;

/** Runs a simulation in slices of wall time, between which signals are let in and progress is shown. */
export class Slices {
  #events = 1;
  #longest = 0;

  /** @param seconds - of a slice: so long all else waits at most, but for a single event that takes longer */
  constructor(
    private readonly simulation: Simulation,
    private readonly seconds = 0.1,
  ) {}

  /**
   * Whether a slice may take much longer than it should: one event has, or events over so many servers, networks or orders
   * can be expected to.
   */
  get mayBeLong(): boolean {
    return this.#longest > LONG_EVENT || mayTakeLong(this.simulation.loaded);
  }

  /** Runs one slice, or to the end. */
  next(): void {
    const milliseconds = 1000 * this.seconds;
    const end = performance.now() + milliseconds;
    for (let now = end - milliseconds; now < end && !this.simulation.finished; ) {
      this.simulation.run({ events: this.#events });
      const took = performance.now() - now;
      this.#longest = Math.max(this.#longest, took);
      now += took;
      // After slow events, as in a large market, the clock is looked at again after each.
      this.#events = took > milliseconds / 10 ? 1 : Math.min(mostEvents, 2 * this.#events);
    }
  }
}

/**
 * Whether a simulation may take long in one piece, to be set up or in an event: of so many servers, networks or orders, or
 * with code of the user's own.
 */
export function mayTakeLong({ bidNetworks, parts, scenario }: LoadedScenario): boolean {
  const isOwn = parts !== undefined || bidNetworks !== undefined;
  return isOwn || scenario.servers.count >= MANY_SERVERS || marginalsOf(scenario) > MANY_MARGINALS;
}

/** Marginal contributions that one set of Shapley values is made of. */
function marginalsOf({ metrics: { shapley }, servers: { count } }: LoadedScenario['scenario']): number {
  if (shapley.method === 'closed-form') return 0;
  return count * (shapley.method === 'enumeration' ? 2 ** count : shapley.permutations);
}

/** Does work in one piece, which may take long. */
export type During = <Outcome>(
  work: () => Outcome,
  options: { readonly isLong: boolean },
) => Promise<Outcome>;

interface SliceOptions {
  readonly between?: (() => void) | undefined;
  readonly during?: During | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a simulation to its end, and lets the process see to whatever else has come in after each slice.
 *
 * @param seconds - of a slice
 * @param options.between - called after each slice; what it throws ends the run
 * @param options.during - does each slice; it is told whether that may take much longer than `seconds`
 * @throws the reason of `options.signal` once it is aborted
 */
export async function runInSlices(
  simulation: Simulation,
  seconds: number,
  { between, during = async (work) => work(), signal }: SliceOptions = {},
): Promise<void> {
  const slices = new Slices(simulation, seconds);
  while (!simulation.finished) {
    await during(() => slices.next(), { isLong: slices.mayBeLong });
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    between?.();
  }
}
