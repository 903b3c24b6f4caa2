import { z } from 'zod';
import { mm1 } from '../../theory/mm1.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** One server, first come, first served. */
export function mm1System(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'mm1',
    title: 'M/M/1',
    parameters: z.strictObject({ rho: load }),
    cases: [{ rho: 0.5 }, { rho: 0.8 }, { rho: 0.9 }],
    effort: queueEffort,

    predict({ rho }) {
      const { sojourn, waiting, sojournQuantile } = mm1(rho);
      return {
        T: { check: 'mean', value: sojourn },
        Wq: { check: 'mean', value: waiting },
        'p99(T)': { check: 'mean', value: sojournQuantile(0.99) },
      };
    },

    observe: ({ rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const { sojourn, waiting } = await run(queueScenario({ rate: rho }, effort), runSeed);
        return { T: sojourn.mean, Wq: waiting.mean, 'p99(T)': sojourn.p99 };
      }),
  });
}
