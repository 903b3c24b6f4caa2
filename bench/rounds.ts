import type { LoadedScenario } from '../dist/scenario/load.js';
import { prepareScenario } from '../dist/scenario/load.js';
import { Simulation } from '../dist/simulation/simulation.js';
import { type Bench, SEED, timed } from './bench.js';
import type { Timing } from './results.js';

/**
 * The paper's scenario with everything on (learning, coalitions, metrics), half a task a server and round, by
 * number of servers: ns an auction, with the full scan as the yardstick. Both runs must have the same digest.
 */
export const rounds: Bench = async ({ quick }) => {
  const results: Timing[] = [];
  for (const servers of quick ? [100, 1000] : [7, 100, 1000, 10_000]) {
    const auto = await market(servers, 'auto', quick);
    const scan = await market(servers, 'scan', quick);
    const digests: string[] = [];
    const run = (loaded: LoadedScenario) => () => {
      const simulation = new Simulation(loaded);
      simulation.run();
      digests.push(simulation.summary().digest);
    };
    const auctions = new Simulation(auto);
    auctions.run();
    const operations = auctions.auctions;
    const result = timed(
      { bench: 'rounds', params: { servers } },
      { operations, run: run(auto) },
      { name: 'scan', operations, run: run(scan) },
      // Runs of a tenth of a second, of which the first ones are compiled.
      servers > 1000 || quick ? 3 : 15,
    );
    if (new Set(digests).size !== 1) throw new Error('the digests of scan and index differ');
    results.push(result);
  }
  return results;
};

function market(
  servers: number,
  winnerDetermination: 'auto' | 'scan',
  quick: boolean,
): Promise<LoadedScenario> {
  const tasksInAll = (quick ? 2e6 : 5e7) / servers;
  const perRound = Math.max(4, servers / 2);
  return prepareScenario({
    seed: SEED,
    time: { rounds: Math.max(2, Math.min(2000, Math.round(tasksInAll / perRound))) },
    servers: { count: servers },
    arrivals: { process: 'sinusoidal', base: perRound, amplitude: 2 },
    bidding: { winnerDetermination },
  });
}
