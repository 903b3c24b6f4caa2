import { z } from 'zod';
import { epsilonGreedyRegret } from '../../theory/bandit-regret.js';
import { BanditRun } from '../bandit-run.js';
import { knownSystem } from '../known-system.js';
import { arms, gapsOf } from '../parameters.js';
import { replicate } from '../replicate.js';

/** ε-greedy with a fixed ε: once it knows the best arm, it pays for exploring and for nothing else. */
export const epsilonGreedySystem = knownSystem({
  name: 'epsilon-greedy',
  title: 'regret a step of fixed ε-greedy',
  parameters: z.strictObject({
    arms,
    epsilon: z.number().min(0.01).max(1).default(0.1).describe('chance of exploring'),
  }),
  cases: [{ arms: [0.5, 0.6] }],

  // Until each arm was explored 25/Δ² times: a worse one then looks better with odds of seven deviations.
  effort({ arms, epsilon }) {
    const gap = Math.min(...gapsOf(arms).filter((each) => each > 0));
    return {
      runs: 30,
      length: 50_000,
      warmup: Math.ceil((25 * arms.length) / (epsilon * gap ** 2)),
      unit: 'steps',
      steps: Math.max(1, arms.length / 4),
    };
  },

  predict: ({ arms, epsilon }) => ({
    'regret a step': { check: 'mean', value: epsilonGreedyRegret(gapsOf(arms), epsilon) },
  }),

  observe: ({ arms, epsilon }, { runs, length, warmup }, seed) =>
    replicate(runs, seed, (runSeed) => {
      const run = new BanditRun(arms, 'epsilon-greedy', epsilon, runSeed);
      const before = run.regretAfter(warmup);
      return { 'regret a step': (run.regretAfter(warmup + length) - before) / length };
    }),
});
