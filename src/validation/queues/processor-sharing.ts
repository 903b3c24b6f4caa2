import { z } from 'zod';
import { distributionMoments } from '../../random/distribution-moments.js';
import { processorSharing } from '../../theory/processor-sharing.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load, service } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** One server that works on all its tasks at once: T depends on the mean of services alone. */
export function processorSharingSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'ps',
    title: 'M/G/1, processor sharing',
    parameters: z.strictObject({ rho: load, service }),
    cases: [
      { rho: 0.8, service: { exponential: 1 } },
      { rho: 0.8, service: { lognormal: [1, 2] } },
    ],
    effort: ({ rho, service }) => queueEffort({ rho, ...distributionMoments(service) }),

    predict({ rho, service }) {
      const { mean } = distributionMoments(service);
      return { T: { check: 'mean', value: processorSharing(rho / mean, mean).sojourn } };
    },

    observe: ({ rho, service }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const rate = rho / distributionMoments(service).mean;
        const terms = { rate, load: service, discipline: 'processor-sharing' as const };
        const { sojourn } = await run(queueScenario(terms, effort), runSeed);
        return { T: sojourn.mean! };
      }),
  });
}
