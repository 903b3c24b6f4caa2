import { z } from 'zod';
import { roundRobin } from '../../theory/round-robin.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load, servers } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** Tasks to servers in turn: each sees the gaps of every n-th arrival. */
export function roundRobinSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'round-robin',
    title: 'round robin',
    parameters: z.strictObject({ n: servers(1), rho: load }),
    cases: [
      { n: 2, rho: 0.9 },
      { n: 10, rho: 0.9 },
    ],
    effort: ({ n, rho }) => queueEffort({ rho, queues: n }),

    predict({ n, rho }) {
      const { sojourn, sojournQuantile } = roundRobin(n, rho);
      return {
        T: { check: 'mean', value: sojourn },
        'p99(T)': { check: 'mean', value: sojournQuantile(0.99) },
      };
    },

    observe: ({ n, rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const scenario = queueScenario({ rate: n * rho, count: n, balancer: 'round-robin' }, effort);
        const { sojourn } = await run(scenario, runSeed);
        return { T: sojourn.mean, 'p99(T)': sojourn.p99 };
      }),
  });
}
