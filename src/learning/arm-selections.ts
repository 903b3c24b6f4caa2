import type { ArmSelection } from './arm-selection.js';
import { epsilonGreedy } from './epsilon-greedy.js';
import { thompson } from './thompson.js';
import { ucb1 } from './ucb1.js';

/** Every way to pick an arm, by the name that a scenario gives it. */
export const armSelections = {
  'epsilon-greedy': epsilonGreedy,
  ucb1,
  thompson,
} satisfies Record<string, ArmSelection>;
