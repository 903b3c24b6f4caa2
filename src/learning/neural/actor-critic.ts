import { Adam, type AdamTerms, adamDefaults } from './adam.js';
import { Kernel } from './kernel.js';
import { KernelNetwork } from './kernel-network.js';
import type { NetworkShape, Weights } from './network.js';
import { softmax } from './softmax.js';
import type { Transitions } from './transitions.js';

/** What an actor and its critic are trained by. */
export interface ActorCriticTerms {
  /** Of the policy; its outputs are the actions' scores. The critic has one output instead. */
  readonly shape: NetworkShape;
  readonly policy: Weights;
  readonly critic: Weights;
  /** The most rows of one batch, ≥ 1. */
  readonly batch: number;
  /** γ, in [0, 1]. */
  readonly discount: number;
  /** Coefficient of the entropy bonus, ≥ 0, in units of reward. */
  readonly entropy: number;
  /** Of both networks. */
  readonly adam: AdamTerms;
}

/** S4's discount and Adam, and the usual small bonus. */
export const actorCriticDefaults = { batch: 32, discount: 0.99, entropy: 0.01, adam: adamDefaults } as const;

/** What a step of training came from; all means over the batch. */
export interface ActorCriticLosses {
  readonly policy: number;
  readonly critic: number;
  /** Entropy of the policy, from 0 to ln actions. */
  readonly entropy: number;
}

/** A network with its weights and their optimiser. */
interface Trained {
  readonly network: KernelNetwork;
  readonly block: number;
  readonly adam: Adam;
}

/** The critic's network for a policy of `shape`. */
export function criticShape(shape: NetworkShape): NetworkShape {
  return { ...shape, outputs: 1 };
}

/**
 * Advantage actor-critic with one-step advantages (Mnih et al. 2016, section 4, synchronous): a network for the
 * policy π, softmax over its outputs, and one for the value V. Over a batch, with targets and advantages constant,
 *
 *     target      y = r + γ V(s′)
 *     advantage   A = y − V(s)
 *     policy loss   = mean (−A · ln π(a|s)) − entropy · mean (−Σ π ln π)
 *     critic loss   = mean (V(s) − y)²
 */
export class ActorCritic {
  readonly shape: NetworkShape;
  private readonly policy: Trained;
  private readonly critic: Trained;
  private readonly nextValues: Float32Array;
  private readonly advantages: Float64Array;
  private readonly chances: Float64Array;

  constructor(
    private readonly terms: ActorCriticTerms,
    kernel = new Kernel(),
  ) {
    this.shape = terms.shape;
    this.policy = trained(kernel, terms.shape, terms.policy, terms);
    this.critic = trained(kernel, criticShape(terms.shape), terms.critic, terms);
    this.nextValues = new Float32Array(terms.batch);
    this.advantages = new Float64Array(terms.batch);
    this.chances = new Float64Array(terms.shape.outputs);
  }

  /**
   * Scores of every action, of which softmax makes chances.
   *
   * @param states - rows × inputs
   * @param scores - rows × actions, written
   */
  scores(states: Float32Array, rows: number, scores: Float32Array): void {
    this.policy.network.predict(this.policy.block, states, rows, scores);
  }

  /** Values of states, one a row, written to `values`. */
  values(states: Float32Array, rows: number, values: Float32Array): void {
    this.critic.network.predict(this.critic.block, states, rows, values);
  }

  /** One step of both networks on `batch`, which must come from the policy as it is now. */
  train(batch: Transitions): ActorCriticLosses {
    const losses = this.differentiate(batch);
    for (const { adam, block } of [this.critic, this.policy]) adam.apply(block);
    return losses;
  }

  /** Gradients of both losses on `batch`, without a step: for inspection. */
  gradients(batch: Transitions): { policy: Weights; critic: Weights } {
    this.differentiate(batch);
    const { policy, critic } = this;
    return {
      policy: policy.network.weights(policy.adam.gradient),
      critic: critic.network.weights(critic.adam.gradient),
    };
  }

  private differentiate(batch: Transitions): ActorCriticLosses {
    const critic = this.differentiateCritic(batch);
    return { critic, ...this.differentiatePolicy(batch) };
  }

  /** Leaves the critic's gradient and the advantages. */
  private differentiateCritic(batch: Transitions): number {
    const { network, block, adam } = this.critic;
    const { rows, rewards } = batch;
    this.values(batch.nextStates, rows, this.nextValues);
    const values = forward(this.critic, batch);
    const { at, row: width } = network.outputGradient;
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      const target = rewards[row]! + this.terms.discount * this.nextValues[row]!;
      const error = values[network.output.at + row * network.output.row]! - target;
      this.advantages[row] = -error;
      values[at + row * width] = (2 * error) / rows;
      loss += error * error;
    }
    network.backward(block, adam.gradient, rows);
    return loss / rows;
  }

  /** Leaves the policy's gradient; ∂loss/∂score_j = A (π_j − [j = a]) + entropy · π_j (ln π_j + H), a row's share of it. */
  private differentiatePolicy(batch: Transitions): { policy: number; entropy: number } {
    const { network, block, adam } = this.policy;
    const { rows, actions } = batch;
    const scores = forward(this.policy, batch);
    const { at, row: width } = network.outputGradient;
    let loss = 0;
    let entropies = 0;
    for (let row = 0; row < rows; row++) {
      const entropy = softmax(
        scores,
        network.output.at + row * network.output.row,
        this.shape.outputs,
        this.chances,
      );
      const advantage = this.advantages[row]!;
      const action = actions[row]!;
      this.chances.forEach((chance, j) => {
        const taken = j === action ? 1 : 0;
        const flattening = this.terms.entropy * chance * (logarithm(chance) + entropy);
        scores[at + row * width + j] = (advantage * (chance - taken) + flattening) / rows;
      });
      loss -= advantage * logarithm(this.chances[action]!);
      entropies += entropy;
    }
    network.backward(block, adam.gradient, rows);
    const entropy = entropies / rows;
    return { policy: loss / rows - this.terms.entropy * entropy, entropy };
  }

  /** Copies of the weights. */
  weights(): { policy: Weights; critic: Weights } {
    const { policy, critic } = this;
    return { policy: policy.network.weights(policy.block), critic: critic.network.weights(critic.block) };
  }

  /** Replaces the weights; moments stay. @throws RangeError if they are of other shapes */
  setWeights({ policy, critic }: { policy: Weights; critic: Weights }): void {
    this.policy.network.load(this.policy.block, policy);
    this.critic.network.load(this.critic.block, critic);
  }
}

function trained(kernel: Kernel, shape: NetworkShape, weights: Weights, terms: ActorCriticTerms): Trained {
  const network = new KernelNetwork(kernel, shape, terms.batch);
  const block = network.allocate();
  network.load(block, weights);
  return { network, block, adam: new Adam(network, terms.adam) };
}

/** A forward pass over the states of `batch`. @returns the memory that holds its outputs */
function forward({ network, block }: Trained, { rows, states }: Transitions): Float32Array {
  network.setInput(states, 0, rows);
  network.forward(block, rows);
  return network.kernel.floats;
}

/** ln p, and the most negative number there is where p has become 0: 0 · ln 0 is then 0. */
function logarithm(p: number): number {
  return p > 0 ? Math.log(p) : -Number.MAX_VALUE;
}
