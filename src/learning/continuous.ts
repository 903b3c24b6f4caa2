import type { Learner, LearningTerms } from './learner.js';

/**
 * The continuous rule (white paper, section 7.5): sensitivity ·= 1 + η (ratio − target). The ratio is not
 * clamped: a server at 5 times its capacity learns faster than one at its limit.
 */
export function continuous({ rate }: Pick<LearningTerms, 'rate'>): Learner {
  return {
    step: (_server, _step, loadRatio, target, sensitivity) => sensitivity * (1 + rate * (loadRatio - target)),
  };
}
