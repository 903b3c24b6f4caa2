import { z } from 'zod';
import { dispersion, meanRate, mmppQueue, type TwoRates } from '../../theory/mmpp-queue.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { queueEffort, queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

const rate = (usual: number, what: string) => z.number().min(0).max(1000).default(usual).describe(what);
const change = (usual: number, what: string) => z.number().min(1e-4).max(1).default(usual).describe(what);

/** One server, `bursty` arrivals. */
export function mmppSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'mmpp',
    title: 'MMPP/M/1: bursty arrivals',
    parameters: z
      .strictObject({
        calm: rate(0.3, 'tasks a time unit while calm'),
        burst: rate(1.5, 'and in a burst'),
        enter: change(0.05, 'rate at which bursts begin'),
        leave: change(0.1, 'and end'),
      })
      .refine((rates) => {
        const mean = meanRate(rates);
        return mean >= 0.01 && mean <= 0.99;
      }, 'the mean rate, the load, must be from 0.01 to 0.99'),
    cases: [{}, { calm: 0, burst: 0.8, enter: 0.2, leave: 0.1 }],

    // It lasts longer than that of M/M/1, as arrivals vary more, and as long as bursts and calm.
    effort(rates) {
      const usual = queueEffort({ rho: meanRate(rates), squaredVariation: dispersion(rates) });
      const cycle = meanRate(rates) * (1 / rates.enter + 1 / rates.leave);
      return {
        ...usual,
        length: usual.length + Math.ceil(300 * cycle),
        warmup: usual.warmup + Math.ceil(20 * cycle),
      };
    },

    predict(rates) {
      const { sojourn, waiting } = mmppQueue(rates);
      return { T: { check: 'mean', value: sojourn }, Wq: { check: 'mean', value: waiting } };
    },

    observe: (rates: TwoRates, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const arrivals = { process: 'bursty' as const, ...rates };
        const { sojourn, waiting } = await run(queueScenario({ arrivals }, effort), runSeed);
        return { T: sojourn.mean, Wq: waiting.mean };
      }),
  });
}
