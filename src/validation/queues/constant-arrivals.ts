import { z } from 'zod';
import { constantArrivals } from '../../theory/constant-arrivals.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load } from '../parameters.js';
import { observedTasks, queueEffort, queueScenario, type RunScenario, waitsOf } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

const effortOf = (rho: number) => queueEffort({ rho, delayed: constantArrivals(rho).delayed });

/** One server, tasks at equal distances. */
export function constantArrivalsSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'dm1',
    title: 'D/M/1: GI/M/1 of constant arrivals',
    parameters: z.strictObject({ rho: load }),
    cases: [{ rho: 0.5 }, { rho: 0.9 }],
    effort: ({ rho }) => effortOf(rho),

    predict({ rho }) {
      const { sojourn, waiting, delayed, sojournQuantile } = constantArrivals(rho);
      const events = waitsOf({ rho, delayed, tasks: observedTasks(effortOf(rho)) });
      return {
        T: { check: 'mean', value: sojourn },
        Wq: { check: 'mean', value: waiting, events },
        'p99(T)': { check: 'mean', value: sojournQuantile(0.99) },
      };
    },

    observe: ({ rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const arrivals = { process: 'constant' as const, rate: rho };
        const { sojourn, waiting } = await run(queueScenario({ arrivals }, effort), runSeed);
        return { T: sojourn.mean, Wq: waiting.mean, 'p99(T)': sojourn.p99 };
      }),
  });
}
