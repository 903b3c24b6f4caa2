import { MarketEnvironment } from '../dist/environment/market-environment.js';
import { Session } from '../dist/environment/session.js';
import { expectedLength } from '../dist/scenario/clock.js';
import { type LoadedScenario, prepareScenario } from '../dist/scenario/load.js';
import { simulate } from '../dist/simulation/run.js';
import { type Bench, SEED, timed, type Work } from './bench.js';
import type { Timing } from './results.js';

/**
 * Steps of a market as an environment, half a task a server and round, all servers keeping: ns a step by number of servers, in
 * process, with the same rounds without an environment as the yardstick; then in lines of JSON, with in process as the
 * yardstick. All must have the same digest.
 */
export const environment: Bench = async ({ quick }) => {
  const results: Timing[] = [];
  for (const servers of [7, 1000]) {
    const loaded = await market(servers, (quick ? 2e4 : 4e5) / servers);
    const digests = new Set<string>();
    const [plain, stepped, told] = [run(loaded, digests), steps(loaded, digests), lines(loaded, digests)];
    const turns = quick ? 1 : 7;
    results.push(
      timed(
        { bench: 'environment', params: { servers, by: 'step' } },
        stepped,
        { name: 'run', ...plain },
        turns,
      ),
      timed(
        { bench: 'environment', params: { servers, by: 'JSON' } },
        told,
        { name: 'step', ...stepped },
        turns,
      ),
    );
    if (digests.size !== 1) throw new Error('the digests of runs and episodes differ');
  }
  return results;
};

function run(loaded: LoadedScenario, digests: Set<string>): Work {
  return {
    operations: expectedLength(loaded.scenario, undefined),
    run: () => void digests.add(simulate(loaded).digest),
  };
}

function steps(loaded: LoadedScenario, digests: Set<string>): Work {
  const environment = new MarketEnvironment(loaded);
  const keep = environment.possibleAgents.map(() => 2);
  return {
    operations: expectedLength(loaded.scenario, undefined),
    run() {
      environment.reset({ seed: SEED });
      while (environment.agents.length > 0) environment.step(keep);
      digests.add(environment.summary().digest);
    },
  };
}

function lines(loaded: LoadedScenario, digests: Set<string>): Work {
  const environment = new MarketEnvironment(loaded);
  const session = new Session(environment);
  const step = JSON.stringify({ request: 'step', action: environment.possibleAgents.map(() => 2) });
  return {
    operations: expectedLength(loaded.scenario, undefined),
    run() {
      session.reply(`{"request":"reset","seed":${SEED}}`);
      while (environment.agents.length > 0) session.reply(step);
      digests.add(environment.summary().digest);
    },
  };
}

function market(servers: number, rounds: number): Promise<LoadedScenario> {
  return prepareScenario({
    seed: SEED,
    time: { rounds: Math.round(rounds) },
    servers: { count: servers, processingRate: 12 },
    arrivals: { process: 'poisson', rate: servers / 2 },
    learning: { mode: 'none' },
  });
}
