import { bandit } from './bandit.js';
import { continuous } from './continuous.js';
import type { Learner, LearningTerms } from './learner.js';
import { none } from './none.js';
import { qLearning } from './q-learning.js';
import { random } from './random.js';

/** Every learner, by the name that a scenario gives it. */
export const learners = {
  none,
  random,
  continuous,
  bandit,
  'q-learning': qLearning,
} satisfies Record<string, (terms: LearningTerms) => Learner>;
