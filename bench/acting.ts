import { type LoadedScenario, prepareScenario } from '../dist/scenario/load.js';
import { Simulation } from '../dist/simulation/simulation.js';
import { SEED, timed, type Work } from './bench.js';
import type { Timing } from './results.js';

/**
 * Markets in which a network acts on every bid, half a task a server and round (1,000 tasks at most): ns an auction by number of servers,
 * learning included. The yardstick evaluates every server; both must have the same digest.
 */
export async function acting(quick: boolean): Promise<Timing[]> {
  const results: Timing[] = [];
  for (const servers of quick ? [100, 1000] : [100, 1000, 10_000]) {
    const digests = new Set<string>();
    const work = async (winnerDetermination: 'index' | 'scan'): Promise<Work> =>
      run(await market(servers, winnerDetermination, quick), digests);
    const [indexed, scanned] = [await work('index'), await work('scan')];
    indexed.run();
    scanned.run();
    if (digests.size !== 1) throw new Error('the digests of scan and index differ');
    const params = { servers, neural: 'dqn' };
    results.push(
      timed(
        { bench: 'learning', params },
        indexed,
        { name: 'scan', ...scanned },
        quick || servers > 1000 ? 1 : 3,
      ),
    );
  }
  return results;
}

function run(loaded: LoadedScenario, digests: Set<string>): Work {
  const work = {
    operations: 0,
    run() {
      const simulation = new Simulation(loaded);
      simulation.run();
      work.operations = simulation.auctions;
      digests.add(simulation.summary().digest);
    },
  };
  return work;
}

function market(
  servers: number,
  winnerDetermination: 'index' | 'scan',
  quick: boolean,
): Promise<LoadedScenario> {
  const auctions = quick ? 2000 : Math.min(10_000, 2e7 / servers);
  const rate = Math.min(servers / 2, 1000);
  return prepareScenario({
    seed: SEED,
    time: { rounds: Math.max(2, Math.round((2 * auctions) / servers)) },
    servers: { count: servers, processingRate: 12 },
    arrivals: { process: 'poisson', rate },
    bidding: { neural: 'dqn', winnerDetermination },
    learning: { mode: 'none' },
  });
}
