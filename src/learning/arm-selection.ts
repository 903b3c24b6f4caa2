import type { CounterDraws } from '../random/counter-draws.js';

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
