import { z } from 'zod';
import { finitePowerOfD } from '../../theory/finite-power-of-d.js';
import { type KnownSystem, knownSystem } from '../known-system.js';
import { load, servers } from '../parameters.js';
import { queueScenario, type RunScenario } from '../queue-scenario.js';
import { replicate } from '../replicate.js';

/** The shortest of d queues drawn at random without replacement, of n. */
export function powerOfDSystem(run: RunScenario): KnownSystem {
  return knownSystem({
    name: 'power-of-d',
    title: 'power of d choices among n servers',
    parameters: z
      .strictObject({
        n: servers(2).default(200).describe('servers'),
        d: z.int().min(2).max(1000).default(2).describe('servers that are asked'),
        rho: load.max(0.95).describe('load, ρ'),
      })
      .refine(({ n, d }) => d <= n, 'd must be n at most'),
    cases: [{ rho: 0.5 }, { rho: 0.8 }, { rho: 0.9 }, { n: 10, rho: 0.9 }, { n: 100, d: 20, rho: 0.9 }],

    // Queues are short, so that their memory is: some 4/(1 − ρ) tasks a server, and of few servers 4/(1 − ρ)² in all.
    effort({ n, d, rho }) {
      const shared = 1 / (1 - rho) ** 2;
      return {
        runs: 30,
        length: 50_000 + Math.ceil((5000 * shared) / n),
        warmup: Math.ceil((20 * n) / (1 - rho) + 50 * shared),
        unit: 'tasks',
        steps: Math.max(1, d / 30),
      };
    },

    predict({ n, d, rho }) {
      const { sojourn, error } = finitePowerOfD(n, d, rho);
      return { T: { check: 'mean', value: sojourn, error } };
    },

    observe: ({ n, d, rho }, effort, seed) =>
      replicate(effort.runs, seed, async (runSeed) => {
        const balancer = { 'power-of-d': { d } };
        const { sojourn } = await run(queueScenario({ rate: n * rho, count: n, balancer }, effort), runSeed);
        return { T: sojourn.mean };
      }),
  });
}
