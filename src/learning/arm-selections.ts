import type { CounterDraws } from '../random/counter-draws.js';
import { epsilonGreedy } from './epsilon-greedy.js';
import { thompson } from './thompson.js';
import { ucb1 } from './ucb1.js';

/** What a choice among arms is made from: agent a's arms are the entries from a·arms on. */
export interface ArmValues {
  readonly arms: number;
  /** Estimated value of each arm. */
  readonly values: ArrayLike<number>;
  /** How often each was rewarded; absent for tables that do not count. */
  readonly counts?: Uint32Array;
}

/**
 * Picks an arm, 0..arms−1.
 *
 * @param first - index of the agent's first arm in the columns
 * @param epsilon - chance of exploring, for selections that use one
 */
export type ArmSelection = (
  columns: ArmValues,
  first: number,
  epsilon: number,
  draws: CounterDraws,
  agent: number,
  step: number,
) => number;

/** Every way to pick an arm, by the name that a scenario gives it. */
export const armSelections = {
  'epsilon-greedy': epsilonGreedy,
  ucb1,
  thompson,
} satisfies Record<string, ArmSelection>;
