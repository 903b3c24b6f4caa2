import type { KernelNetwork } from './kernel-network.js';

/** The constants of Adam. */
export interface AdamTerms {
  /** Learning rate, ≥ 0. */
  readonly rate: number;
  /** Decay of the mean of gradients, in [0, 1). */
  readonly beta1: number;
  /** Decay of the mean of squared gradients, in [0, 1). */
  readonly beta2: number;
  /** > 0 */
  readonly epsilon: number;
}

/** TensorFlow.js' defaults. */
export const adamDefaults: AdamTerms = { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/**
 * Adam (Kingma and Ba 2015, algorithm 1) over one block of weights, with the roundings of TensorFlow.js: the powers
 * of β are products in single precision.
 */
export class Adam {
  /** Block that the caller fills before a step. */
  readonly gradient: number;
  private readonly first: number;
  private readonly second: number;
  private readonly step: { -readonly [K in keyof AdamTerms]: number } & { warm1: number; warm2: number };
  private power1: number;
  private power2: number;

  /** @param gradient - a block to share with others that never step at the same time; by default one of its own */
  constructor(
    private readonly network: KernelNetwork,
    terms: AdamTerms = adamDefaults,
    gradient?: number,
  ) {
    this.gradient = gradient ?? network.allocate();
    this.first = network.allocate();
    this.second = network.allocate();
    this.step = { ...terms, warm1: 0, warm2: 0 };
    this.power1 = Math.fround(terms.beta1);
    this.power2 = Math.fround(terms.beta2);
  }

  /** Moves the weights in `block` against {@link gradient}. O(weights). */
  apply(block: number): void {
    const { network, step } = this;
    step.warm1 = Math.fround(1 - this.power1);
    step.warm2 = Math.fround(1 - this.power2);
    network.kernel.adam(block, this.gradient, this.first, this.second, network.size, step);
    this.power1 = Math.fround(this.power1 * Math.fround(step.beta1));
    this.power2 = Math.fround(this.power2 * Math.fround(step.beta2));
  }
}
