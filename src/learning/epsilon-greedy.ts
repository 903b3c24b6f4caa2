import type { CounterDraws } from '../random/counter-draws.js';
import type { ArmValues } from './arm-selection.js';

/** With chance ε any arm, each as likely; else the best by estimate, ties to the lowest index. */
export function epsilonGreedy(
  { arms, values }: ArmValues,
  first: number,
  epsilon: number,
  draws: CounterDraws,
  agent: number,
  step: number,
): number {
  if (draws.uniform(agent, step, 0) < epsilon) return Math.floor(draws.uniform(agent, step, 1) * arms);
  return bestArm(values, first, arms);
}

/** The arm of the highest value, ties to the lowest index. */
export function bestArm(values: ArrayLike<number>, first: number, arms: number): number {
  let best = 0;
  for (let arm = 1; arm < arms; arm++) if (values[first + arm]! > values[first + best]!) best = arm;
  return best;
}
