import { z } from 'zod';
import { mm1 } from '../../theory/mm1.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load, servers } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** Tasks to servers at random: each is an M/M/1 queue of its own. */
export function randomSplitSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'random',
    title: 'random split',
    parameters: z.strictObject({ n: servers(1), rho: load }),
    cases: [{ n: 10, rho: 0.8 }],
    effort: ({ n, rho }) => queueEffort({ rho, queues: n }),

    predict({ rho }) {
      const { sojourn, sojournQuantile } = mm1(rho);
      return {
        T: { check: 'mean', value: sojourn },
        'p99(T)': { check: 'mean', value: sojournQuantile(0.99) },
      };
    },

    observe: ({ n, rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const scenario = queueScenario({ rate: n * rho, count: n, balancer: 'random' }, effort);
        const { sojourn } = await run(scenario, runSeed);
        return { T: sojourn.mean, 'p99(T)': sojourn.p99 };
      }),
  });
}
