import { Profiler } from '../dist/engine/profiler.js';
import { prepareScenario } from '../dist/scenario/load.js';
import { Simulation } from '../dist/simulation/simulation.js';
import { type Bench, SEED, timed } from './bench.js';
import type { Timing } from './results.js';

/** Servers and rounds that are measured: many cheap events, and fewer dear ones. */
const sizes = [
  [7, 300_000],
  [1000, 2000],
] as const;

/**
 * What profiling costs: the paper's scenario with a profiler, by number of servers, ns an event; the run without one
 * is the yardstick, so a ratio of 0.98 is a cost of 2 %. All runs must have the same digest.
 */
export const profile: Bench = async ({ quick }) => {
  const results: Timing[] = [];
  for (const [servers, rounds] of quick ? [[7, 3000] as const] : sizes) {
    results.push(await measure(servers, rounds, quick ? 3 : 7));
  }
  return results;
};

async function measure(servers: number, rounds: number, turns: number): Promise<Timing> {
  const loaded = await prepareScenario({
    seed: SEED,
    time: { rounds },
    servers: { count: servers },
    arrivals: { process: 'sinusoidal', base: servers === 7 ? 5 : servers / 2, amplitude: 2 },
  });
  const digests = new Set<string>();
  const run = (profiler?: Profiler): number => {
    const simulation = new Simulation(loaded, { profiler });
    simulation.run();
    digests.add(simulation.summary().digest);
    return simulation.events;
  };
  const operations = run();
  const result = timed(
    { bench: 'profile', params: { servers } },
    { operations, run: () => void run(new Profiler()) },
    { name: 'without a profiler', operations, run: () => void run() },
    turns,
  );
  if (digests.size !== 1) throw new Error('profiling changes the digest');
  return result;
}
