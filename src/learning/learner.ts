import type { CounterDraws } from '../random/counter-draws.js';
import type { ArmSelection } from './arm-selection.js';

/** The scenario's terms for learning, and what a learner needs of the run. */
export interface LearningTerms {
  /** How many servers learn. */
  readonly servers: number;
  /** η, the step of a sensitivity, in [0, 1]. */
  readonly rate: number;
  /** Chance of exploring, in [0, 1]. */
  readonly epsilon: number;
  /** Learning rate of Q-learning, in [0, 1]. */
  readonly alpha: number;
  /** Discount of Q-learning, in [0, 1]. */
  readonly gamma: number;
  /** Load-ratio states of Q-learning, ≥ 1. */
  readonly states: number;
  /** How a bandit picks its arm. */
  readonly policy: ArmSelection;
  /** Draws of a (server, step) pair. */
  readonly draws: CounterDraws;
}

/** Adjusts the sensitivity with which servers bid, each from its own experience. */
export interface Learner {
  /**
   * One step of `server`, whose steps are numbered from 0. Depends on the server's own past and on the draws of
   * (server, step) only, so servers may be taken in any order.
   *
   * @param loadRatio - load / capacity, not clamped
   * @returns the new sensitivity, before the floor
   */
  step(server: number, step: number, loadRatio: number, target: number, sensitivity: number): number;
}
