import type { AdamTerms } from './adam.js';
import type { NetworkShape, Weights } from './network.js';
import type { Transitions } from './transitions.js';

/** What a deep Q-network is trained by. */
export interface QTrainerTerms {
  readonly shape: NetworkShape;
  /** Of the online network, and of the target network at first. */
  readonly weights: Weights;
  /** The most rows of one batch, ≥ 1. */
  readonly batch: number;
  /** γ, in [0, 1]. */
  readonly discount: number;
  readonly adam: AdamTerms;
}

/**
 * A deep Q-network with its target network (Mnih et al. 2015, algorithm 1). Every implementation computes
 *
 *     loss = mean (Q(s, a) − (r + γ max Q_target(s′, ·)))²
 *
 * over a batch, in single precision, and moves the online weights by Adam.
 */
export interface QTrainer {
  readonly shape: NetworkShape;

  /**
   * Values of every action by the online network.
   *
   * @param states - rows × inputs
   * @param values - rows × outputs, written
   */
  predict(states: Float32Array, rows: number, values: Float32Array): void;

  /** One step on `batch`, which has at most the agreed number of rows. @returns the loss before the step */
  train(batch: Transitions): number;

  /** Makes the target network equal to the online one. */
  synchronise(): void;

  /** A copy of the online weights. */
  weights(): Weights;

  /**
   * Replaces the online weights; target network and moments stay.
   *
   * @throws RangeError if they are not of this shape
   */
  setWeights(weights: Weights): void;

  /** Gives back what it holds outside of the JavaScript heap; nothing else may be called afterwards. */
  dispose(): void;
}
