import type { Uniform } from '../../random/distribution.js';
import type { BidPredictor, PredictorInputs } from '../bid-predictor.js';
import { Adam, adamDefaults } from './adam.js';
import { divergence } from './divergence.js';
import { glorotUniform } from './glorot.js';
import { Kernel } from './kernel.js';
import { KernelNetwork } from './kernel-network.js';
import { type NetworkShape, numbersOf } from './network.js';

/** A server's state → 16 ReLU → slope and intercept of its predicted price. */
const shape: NetworkShape = { inputs: 3, hidden: [16], outputs: 2 };

/**
 * A bid predictor that is a small network a server:
 *
 *     x = (load ratio clamped at 1, s / (1 + s), a / (1 + a))       s sensitivity, a risk aversion
 *     (slope, intercept) = network(x)       price ≈ slope · task load + intercept
 *
 * so that a price can depend on the server's state in any way, and on the task's load as a line. s and a are squashed
 * into [0, 1), because learners raise s without end. After an auction the network takes one step of Adam against ½ (price −
 * prediction)². At first the output's bias is (1, 0): a price is expected to be about the task's load.
 *
 * A server's line is kept until its state changes or it learns. 1.6 kB a server in the kernel's memory.
 */
export class MlpPredictor implements BidPredictor {
  private readonly network: KernelNetwork;
  private readonly gradient: number;
  private readonly block: Float64Array;
  private readonly adam: readonly Adam[];
  /** Three inputs a server, for which {@link lines} holds. */
  private readonly known: Float64Array;
  /** Slope and intercept of each server. */
  private readonly lines: Float64Array;
  private readonly state = new Float32Array(shape.inputs);
  private readonly line = new Float32Array(shape.outputs);

  /**
   * @param uniform - draws the initial weights of each server in turn: {@link glorotUniform}
   * @param rate - learning rate of Adam, ≥ 0
   * @param shading - how far a bid moves towards the prediction, in [0, 1]
   */
  constructor(
    private readonly inputs: PredictorInputs,
    uniform: Uniform,
    rate: number,
    readonly shading: number,
    kernel = new Kernel(),
  ) {
    const { count } = inputs;
    this.network = new KernelNetwork(kernel, shape, 1);
    this.gradient = this.network.allocate();
    this.block = new Float64Array(count);
    this.known = new Float64Array(count * shape.inputs).fill(Number.NaN);
    this.lines = new Float64Array(count * shape.outputs);
    this.adam = Array.from({ length: count }, (_, server) => {
      this.block[server] = this.network.allocate();
      const weights = glorotUniform(shape, uniform);
      weights.at(-1)!.bias[0] = 1;
      this.network.load(this.block[server]!, weights);
      return new Adam(this.network, { ...adamDefaults, rate }, this.gradient);
    });
  }

  get weights(): Iterable<number> {
    return allWeights(this.network, this.block);
  }

  predict(server: number, taskLoad: number): number {
    return this.slope(server) * taskLoad + this.intercept(server);
  }

  shade(server: number, taskLoad: number, bid: number, capacityFactor: number): number {
    return bid + this.shading * (this.predict(server, taskLoad) / capacityFactor - bid);
  }

  slope(server: number): number {
    this.update(server);
    return this.lines[2 * server]!;
  }

  intercept(server: number): number {
    this.update(server);
    return this.lines[2 * server + 1]!;
  }

  learn(server: number, taskLoad: number, price: number): void {
    const { network } = this;
    const block = this.block[server]!;
    const { floats } = network.kernel;
    const error = this.predict(server, taskLoad) - price;
    if (!Number.isFinite(error)) throw divergence('a network that predicts prices', 'bidding.predictor.rate');
    network.setInput(this.state, 0, 1);
    network.forward(block, 1);
    floats[network.outputGradient.at] = error * taskLoad;
    floats[network.outputGradient.at + 1] = error;
    network.backward(block, this.gradient, 1);
    this.adam[server]!.apply(block);
    this.known[shape.inputs * server] = Number.NaN;
  }

  /** Brings the line of `server` up to date with its state. */
  private update(server: number): void {
    this.read(server);
    const at = shape.inputs * server;
    const { known, lines, state } = this;
    if (known[at] === state[0] && known[at + 1] === state[1] && known[at + 2] === state[2]) return;
    this.network.predict(this.block[server]!, state, 1, this.line);
    known.set(state, at);
    lines.set(this.line, shape.outputs * server);
  }

  /** Reads the state of `server`. */
  private read(server: number): void {
    const { load, capacity, sensitivity, riskAversion } = this.inputs;
    this.state[0] = Math.min(load[server]! / capacity[server]!, 1);
    this.state[1] = squashed(sensitivity[server]!);
    this.state[2] = squashed(riskAversion[server]!);
  }
}

function* allWeights(network: KernelNetwork, blocks: Float64Array): Generator<number> {
  for (const block of blocks) yield* numbersOf(network.weights(block));
}

/** From [0, ∞) into [0, 1]. */
function squashed(value: number): number {
  return value / (1 + value);
}
