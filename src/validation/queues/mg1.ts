import { z } from 'zod';
import { distributionMoments } from '../../random/distribution-moments.js';
import { mg1 } from '../../theory/mg1.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load, service } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario, tailWeight } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** One server, first come, first served, service times of any distribution that a scenario knows. */
export function mg1System(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'mg1',
    title: 'M/G/1',
    parameters: z.strictObject({ rho: load, service }),
    cases: [
      { rho: 0.8, service: { constant: 1 } },
      { rho: 0.8, service: { exponential: 1 } },
      { rho: 0.8, service: { lognormal: [1, 2] } },
      { rho: 0.8, service: { uniform: [0.5, 4] } },
    ],
    effort({ rho, service }) {
      const moments = distributionMoments(service);
      return queueEffort({ rho, ...moments, weight: tailWeight(rho / moments.mean, service) });
    },

    predict({ rho, service }) {
      const moments = distributionMoments(service);
      const { waiting, sojourn } = mg1(rho / moments.mean, moments);
      return { Wq: { check: 'mean', value: waiting }, T: { check: 'mean', value: sojourn } };
    },

    observe: ({ rho, service }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const rate = rho / distributionMoments(service).mean;
        const { sojourn, waiting } = await run(queueScenario({ rate, load: service }, effort), runSeed);
        return { T: sojourn.mean, Wq: waiting.mean };
      }),
  });
}
