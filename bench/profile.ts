import { Profiler } from '../dist/engine/profiler.js';
import type { LoadedScenario } from '../dist/scenario/load.js';
import { prepareScenario } from '../dist/scenario/load.js';
import { Simulation } from '../dist/simulation/simulation.js';
import { medians, type Result } from './bench.js';

/**
 * What profiling costs: the paper's scenario with and without a profiler, by number of servers, ns an event; the run
 * without is the yardstick, so a ratio of 0.98 is a cost of 2 %. All runs must have the same digest.
 */
export const profile = async ({ quick }: { quick: boolean }): Promise<Result[]> => {
  const results: Result[] = [];
  for (const [servers, rounds] of quick
    ? [[7, 3000] as const]
    : ([
        [7, 60_000],
        [1000, 400],
      ] as const)) {
    const loaded = await market(servers, rounds);
    const digests = new Set<string>();
    const run = (profiler?: Profiler): number => {
      const simulation = new Simulation(loaded, [], { profiler });
      simulation.run();
      digests.add(simulation.summary().digest);
      return simulation.events;
    };
    const operations = run();
    const [on, off] = medians(
      [
        { operations, run: () => void run(new Profiler()) },
        { operations, run: () => void run() },
      ],
      quick ? 3 : 21,
    ) as [number, number];
    if (digests.size !== 1) throw new Error('profiling changes the digest');
    const cost = 100 * (on / off - 1);
    results.push({
      bench: 'profile',
      params: { servers, events: operations, 'cost in %': Number(cost.toFixed(2)) },
      nsPerOp: on,
      yardstick: { name: 'without', nsPerOp: off },
      ratio: off / on,
    });
  }
  return results;
};

function market(servers: number, rounds: number): Promise<LoadedScenario> {
  const base = servers === 7 ? 5 : servers / 2;
  return prepareScenario({
    time: { rounds },
    servers: { count: servers },
    arrivals: { process: 'sinusoidal', base, amplitude: 2 },
  });
}
