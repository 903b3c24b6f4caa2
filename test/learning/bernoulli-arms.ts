import type { ArmSelection } from '../../src/learning/arm-selection.js';
import { SampleMeanBandits } from '../../src/learning/bandit.js';
import { CounterDraws } from '../../src/random/counter-draws.js';
import { Streams } from '../../src/random/streams.js';

/** Chances of a reward of 1; the gap between the two is Δ = 0.1. */
const chances = [0.5, 0.6];
export const gap = 0.1;

/**
 * The pseudo-regret Σ Δ of one bandit on the two arms, after each of `checkpoints` steps. What the arms pay and
 * what the policy draws come from streams that know nothing of each other.
 */
export function regretAt(
  policy: ArmSelection,
  checkpoints: readonly number[],
  seed: number,
  epsilon = 0.1,
): number[] {
  const streams = new Streams(seed);
  const draws = new CounterDraws(streams.key('policy'));
  const bandit = new SampleMeanBandits(1, chances.length, policy, epsilon, draws);
  const rewards = streams.uniform('rewards');
  const regrets: number[] = [];
  let step = 0;
  for (const checkpoint of checkpoints) {
    for (; step < checkpoint; step++) {
      const arm = bandit.select(0, step);
      bandit.update(0, arm, rewards() < chances[arm]! ? 1 : 0);
    }
    regrets.push(gap * bandit.counts[0]!);
  }
  return regrets;
}

/** Mean and its standard error. */
export function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

export const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);
