import { z } from 'zod';
import { mmc } from '../../theory/mmc.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load } from '../parameters.js';
import { observedTasks, queueEffort, queueScenario, type RunScenario, waitsOf } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

interface Parameters {
  readonly c: number;
  readonly rho: number;
}

const effortOf = ({ c, rho }: Parameters) => queueEffort({ rho, slots: c, delayed: mmc(c, c * rho).delayed });

/** One queue for c servers: the slots of one. */
export function mmcSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'mmc',
    title: 'M/M/c, one queue',
    parameters: z.strictObject({ c: z.int().min(1).max(1000).describe('servers'), rho: load }),
    cases: [
      { c: 2, rho: 0.9 },
      { c: 10, rho: 0.9 },
    ],
    effort: effortOf,

    predict({ c, rho }) {
      const { sojourn, waiting, delayed, sojournQuantile } = mmc(c, c * rho);
      const events = waitsOf({ rho, delayed, tasks: observedTasks(effortOf({ c, rho })) });
      return {
        T: { check: 'mean', value: sojourn },
        Wq: { check: 'mean', value: waiting, events },
        'p99(T)': { check: 'mean', value: sojournQuantile(0.99) },
      };
    },

    observe: ({ c, rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const scenario = queueScenario({ rate: c * rho, slots: c }, effort);
        const { sojourn, waiting } = await run(scenario, runSeed);
        return { T: sojourn.mean, Wq: waiting.mean, 'p99(T)': sojourn.p99 };
      }),
  });
}
