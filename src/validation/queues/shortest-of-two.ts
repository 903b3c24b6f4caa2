import { z } from 'zod';
import { shortestOfTwo } from '../../theory/shortest-of-two.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** Tasks to the shorter of two queues. */
export function shortestOfTwoSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'shortest-of-two',
    title: 'join the shorter of two queues',
    parameters: z.strictObject({ rho: load }),
    cases: [{ rho: 0.5 }, { rho: 0.7 }],
    effort: queueEffort,

    predict: ({ rho }) => ({ T: { check: 'mean', value: shortestOfTwo(rho).sojourn } }),

    observe: ({ rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const balancer = { 'least-loaded': { by: 'count' as const } };
        const { sojourn } = await run(queueScenario({ rate: 2 * rho, count: 2, balancer }, effort), runSeed);
        return { T: sojourn.mean };
      }),
  });
}
