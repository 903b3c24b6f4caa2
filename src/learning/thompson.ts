import type { CounterDraws } from '../random/counter-draws.js';
import type { ArmValues } from './arm-selection.js';

/**
 * Thompson sampling with Gaussian posteriors (Agrawal and Goyal 2013, algorithm 2): each arm's mean is drawn from
 * N(sample mean · n/(n+1), 1/(n+1)), and the highest draw wins, ties to the lowest index. It fits rewards that
 * may be negative, which Beta posteriors do not.
 */
export function thompson(
  { arms, values, counts }: ArmValues,
  first: number,
  _epsilon: number,
  draws: CounterDraws,
  agent: number,
  step: number,
): number {
  let best = 0;
  let bestDraw = Number.NEGATIVE_INFINITY;
  for (let arm = 0; arm < arms; arm++) {
    const n = counts![first + arm]!;
    const mean = (values[first + arm]! * n) / (n + 1);
    const draw = mean + draws.normal(agent, step, 2 * arm) / Math.sqrt(n + 1);
    if (draw > bestDraw) {
      bestDraw = draw;
      best = arm;
    }
  }
  return best;
}
