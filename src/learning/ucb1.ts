import type { ArmValues } from './arm-selection.js';

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer 2002, figure 1): every arm once, then the highest of
 * mean + √(2 ln t / n). Its regret bound holds for rewards in [0, 1]; ours lie in [−1, 1] at most load ratios,
 * where it explores half as much as its proof asks for. Ties to the lowest index; draws nothing.
 */
export function ucb1({ arms, values, counts }: ArmValues, first: number): number {
  let total = 0;
  for (let arm = 0; arm < arms; arm++) {
    const n = counts![first + arm]!;
    if (n === 0) return arm;
    total += n;
  }
  let best = 0;
  let bestBound = Number.NEGATIVE_INFINITY;
  for (let arm = 0; arm < arms; arm++) {
    const bound = values[first + arm]! + Math.sqrt((2 * Math.log(total)) / counts![first + arm]!);
    if (bound > bestBound) {
      bestBound = bound;
      best = arm;
    }
  }
  return best;
}
