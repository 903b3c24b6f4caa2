import { z } from 'zod';
import { powerOfD } from '../../theory/power-of-d.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load, servers } from '../parameters.js';
import { queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/**
 * The shortest of d queues drawn at random. Theory is of infinitely many servers: with n, T is larger by O(1/n). Measured with d = 2 and
 * n = 50 and 100 that is a factor of 1 + 0.07/((1 − ρ) n) at ρ = 0.5 to 1 + 0.1/((1 − ρ) n) at 0.95; twice as much is allowed for.
 */
export function powerOfDSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'power-of-d',
    title: 'power of d choices, theory for n → ∞',
    parameters: z
      .strictObject({
        n: servers(10).default(200).describe('servers'),
        d: z.int().min(2).max(100).default(2).describe('servers that are asked'),
        rho: load.max(0.95).describe('load, ρ'),
      })
      .refine(
        ({ n, d }) => d <= n / 5,
        'd must be a fifth of n at most: theory is of infinitely many servers',
      ),
    cases: [{ rho: 0.5 }, { rho: 0.8 }, { rho: 0.9 }],

    // Queues are short, so that their memory is: some 4/(1 − ρ) tasks a server.
    effort: ({ n, rho }) => ({
      runs: 30,
      length: 50_000,
      warmup: Math.ceil((20 * n) / (1 - rho)),
      unit: 'tasks',
    }),

    predict({ n, d, rho }) {
      const { sojourn } = powerOfD(d, rho);
      return { T: { check: 'mean', value: sojourn, bias: (0.2 * sojourn) / ((1 - rho) * n) } };
    },

    observe: ({ n, d, rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const balancer = { 'power-of-d': { d } };
        const { sojourn } = await run(queueScenario({ rate: n * rho, count: n, balancer }, effort), runSeed);
        return { T: sojourn.mean! };
      }),
  });
}
