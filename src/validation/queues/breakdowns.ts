import { z } from 'zod';
import { mg1WithBreakdowns } from '../../theory/breakdowns.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load } from '../parameters.js';
import { queueEffort, queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

const rate = (usual: number, what: string) => z.number().min(0.001).max(100).default(usual).describe(what);

/** One server that fails and is repaired; work goes on where it was, and tasks that find nobody up are rejected. */
export function breakdownsSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'breakdowns',
    title: 'M/M/1 with breakdowns, work resumed',
    parameters: z.strictObject({
      rho: load,
      failure: rate(0.1, 'failures of a server a time unit'),
      repair: rate(0.4, 'repairs of one a time unit'),
    }),
    cases: [{ rho: 0.5 }],
    // Long repairs among short services are to be as many as in a memory of the queue.
    effort({ rho, failure, repair }) {
      const usual = queueEffort({ rho });
      const cycles = Math.ceil(200 * rho * (1 / failure + 1 / repair));
      return { ...usual, length: usual.length + cycles, warmup: usual.warmup + cycles };
    },

    predict({ rho, failure, repair }) {
      const rates = { failureRate: failure, repairRate: repair };
      const { sojourn, turnedAway } = mg1WithBreakdowns(rho, { mean: 1, squaredVariation: 1 }, rates);
      return {
        T: { check: 'mean', value: sojourn },
        'P(rejected)': { check: 'mean', value: turnedAway },
      };
    },

    observe: ({ rho, failure, repair }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const failures = {
          after: { exponential: 1 / failure },
          repair: { exponential: 1 / repair },
          work: 'resumed' as const,
        };
        const { sojourn, tasks } = await run(queueScenario({ rate: rho, failures }, effort), runSeed);
        return { T: sojourn.mean!, 'P(rejected)': tasks.rejected / tasks.arrived };
      }),
  });
}
