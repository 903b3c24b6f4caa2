import { z } from 'zod';
import { ucb1Bound } from '../../theory/bandit-regret.js';
import { ucb1Regret } from '../../theory/ucb1-regret.js';
import { BanditRun } from '../bandit-run.js';
import { knownSystem } from '../known-system.js';
import { arms, gapsOf } from '../parameters.js';
import { replicate } from '../replicate.js';

/** UCB1 as `learning.policy` runs it: its expected regret never exceeds the bound of its theorem. */
export const ucb1BoundSystem = knownSystem({
  name: 'ucb1-bound',
  title: 'bound on the regret of UCB1',
  parameters: z.strictObject({
    arms,
    steps: z.int().min(100).max(1_000_000).default(10_000).describe('steps'),
  }),
  cases: [{ arms: [0.5, 0.6] }],
  effort: ({ steps, arms }) => ({
    runs: 200,
    length: steps,
    warmup: 0,
    unit: 'steps',
    steps: Math.max(1, arms.length / 4),
  }),
  predict: ({ arms, steps }) => ({ regret: { check: 'at-most', value: ucb1Bound(gapsOf(arms), steps) } }),
  observe: ({ arms }, { runs, length }, seed) =>
    replicate(runs, seed, (runSeed) => ({
      regret: new BanditRun(arms, 'ucb1', 0, runSeed).regretAfter(length),
    })),
});

const RUNS = 20_000;

/** How often an arm is expected to pay what it seldom does, tried every other step; of arms that always pay alike nothing is random. */
function surprises(arms: readonly number[], steps: number): { events?: number } {
  const rarer = arms.map((chance) => Math.min(chance, 1 - chance)).filter((chance) => chance > 0);
  return rarer.length === 0 ? {} : { events: ((RUNS * steps) / 2) * Math.min(...rarer) };
}

/** The bound is loose; of two arms and few steps the regret itself is known, from all histories. */
export const ucb1RegretSystem = knownSystem({
  name: 'ucb1',
  title: 'regret of UCB1 on two arms',
  parameters: z.strictObject({
    arms: z
      .tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
      .describe('chances that the arms pay 1'),
    steps: z.int().min(3).max(100).default(60).describe('steps'),
  }),
  cases: [{ arms: [0.5, 0.6] }, { arms: [0.9, 0.4] }],
  effort: ({ steps }) => ({ runs: RUNS, length: steps, warmup: 0, unit: 'steps' }),
  predict: ({ arms, steps }) => ({
    regret: { check: 'mean', value: ucb1Regret(arms, steps), ...surprises(arms, steps) },
  }),
  observe: ({ arms }, { runs, length }, seed) =>
    replicate(runs, seed, (runSeed) => ({
      regret: new BanditRun(arms, 'ucb1', 0, runSeed).regretAfter(length),
    })),
});
