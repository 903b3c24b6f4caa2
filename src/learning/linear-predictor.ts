import type { BidPredictor, PredictorInputs } from './bid-predictor.js';

/**
 * The white paper's bid predictor (section 2): price ≈ w · Σ features, one weight a server, learnt online by the
 * gradient of the squared error, w += rate · error · Σ features. It predicts the price at which the auction
 * clears, the second price. The features are those of the paper's DQN: load ratio (clamped at 1), task load,
 * sensitivity, risk aversion.
 *
 * The recursion diverges where rate · (Σ features)² ≥ 2, which large tasks reach at the paper's rate of 0.01. There,
 * and only there, the step is the one that makes the error 0: w += error / Σ features.
 */
export class LinearPredictor implements BidPredictor {
  readonly weights: Float64Array;

  /**
   * @param weights - initial weight of each server; the paper draws them from U(0.8, 1.2)
   * @param rate - learning rate, ≥ 0
   * @param shading - how far a bid moves towards the prediction, in [0, 1]
   */
  constructor(
    private readonly inputs: PredictorInputs,
    weights: Float64Array,
    private readonly rate: number,
    readonly shading: number,
  ) {
    this.weights = weights;
  }

  predict(server: number, taskLoad: number): number {
    return this.weights[server]! * this.features(server, taskLoad);
  }

  shade(server: number, taskLoad: number, bid: number, capacityFactor: number): number {
    return bid + this.shading * (this.predict(server, taskLoad) / capacityFactor - bid);
  }

  slope(server: number): number {
    return this.weights[server]!;
  }

  intercept(server: number): number {
    return this.weights[server]! * this.features(server, 0);
  }

  learn(server: number, taskLoad: number, price: number): void {
    const features = this.features(server, taskLoad);
    const error = price - this.weights[server]! * features;
    const gain = this.rate * features;
    this.weights[server]! += (gain * features < 2 ? gain : 1 / features) * error;
  }

  private features(server: number, taskLoad: number): number {
    const { load, capacity, sensitivity, riskAversion } = this.inputs;
    const ratio = Math.min(load[server]! / capacity[server]!, 1);
    return ratio + taskLoad + sensitivity[server]! + riskAversion[server]!;
  }
}
