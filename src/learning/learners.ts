import { bandit } from './bandit.js';
import { continuous } from './continuous.js';
import type { Learner, LearningTerms } from './learner.js';
import { none } from './none.js';
import { qLearning } from './q-learning.js';

/** Every learner, by the name that a scenario gives it. */
export const learners = {
  none,
  continuous,
  bandit,
  'q-learning': qLearning,
} satisfies Record<string, (terms: LearningTerms) => Learner>;
