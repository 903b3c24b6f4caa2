import { Adam } from './adam.js';
import { Kernel } from './kernel.js';
import { KernelNetwork } from './kernel-network.js';
import type { NetworkShape, Weights } from './network.js';
import type { QTrainer, QTrainerTerms } from './q-trainer.js';
import type { Transitions } from './transitions.js';

/** {@link QTrainer} on the SIMD kernel. */
export class KernelQTrainer implements QTrainer {
  private readonly network: KernelNetwork;
  private readonly online: number;
  private readonly target: number;
  private readonly adam: Adam;
  private readonly discount: number;
  private readonly nextValues: Float32Array;

  constructor(terms: QTrainerTerms, kernel = new Kernel()) {
    this.network = new KernelNetwork(kernel, terms.shape, terms.batch);
    this.online = this.network.allocate();
    this.target = this.network.allocate();
    this.adam = new Adam(this.network, terms.adam);
    this.discount = Math.fround(terms.discount);
    this.nextValues = new Float32Array(terms.batch * terms.shape.outputs);
    this.setWeights(terms.weights);
    this.synchronise();
  }

  get shape(): NetworkShape {
    return this.network.shape;
  }

  predict(states: Float32Array, rows: number, values: Float32Array): void {
    this.network.predict(this.online, states, rows, values);
  }

  train(batch: Transitions): number {
    const { network, online, adam } = this;
    network.predict(this.target, batch.nextStates, batch.rows, this.nextValues);
    network.setInput(batch.states, 0, batch.rows);
    network.forward(online, batch.rows);
    const loss = this.differentiate(batch);
    network.backward(online, adam.gradient, batch.rows);
    adam.apply(online);
    return loss;
  }

  /** Writes the gradient of the loss by the outputs. Each operation is rounded to single precision. */
  private differentiate({ rows, actions, rewards }: Transitions): number {
    const { floats } = this.network.kernel;
    const { output, outputGradient } = this.network;
    const share = Math.fround(1 / rows);
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      const goal = Math.fround(rewards[row]! + Math.fround(this.discount * this.bestNext(row)));
      const error = Math.fround(floats[output.at + row * output.row + actions[row]!]! - goal);
      const at = outputGradient.at + row * outputGradient.row;
      floats.fill(0, at, at + outputGradient.row);
      floats[at + actions[row]!] = share * (2 * error);
      loss = Math.fround(loss + Math.fround(error * error));
    }
    return Math.fround(loss / rows);
  }

  private bestNext(row: number): number {
    const { outputs } = this.shape;
    let best = this.nextValues[row * outputs]!;
    for (let action = 1; action < outputs; action++) {
      best = Math.max(best, this.nextValues[row * outputs + action]!);
    }
    return best;
  }

  synchronise(): void {
    const { floats } = this.network.kernel;
    floats.copyWithin(this.target, this.online, this.online + this.network.size);
  }

  weights(): Weights {
    return this.network.weights(this.online);
  }

  setWeights(weights: Weights): void {
    this.network.load(this.online, weights);
  }

  dispose(): void {
    // Its memory is the garbage collector's.
  }
}
