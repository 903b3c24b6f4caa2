import { actions, applyAction } from './actions.js';
import type { Learner, LearningTerms } from './learner.js';

/** Learns nothing: raises, lowers or keeps the sensitivity, each as likely. What other learners have to beat. */
export function random({ rate, draws }: LearningTerms): Learner {
  return {
    step: (server, step, _loadRatio, _target, sensitivity) =>
      applyAction(Math.floor(draws.uniform(server, step, 0) * actions.length), sensitivity, rate),
  };
}
