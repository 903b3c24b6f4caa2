import type { AdamOptimizer, Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { NetworkShape, Weights } from './network.js';
import type { QTrainer, QTrainerTerms } from './q-trainer.js';
import type { TensorFlow } from './tensorflow.js';
import { modelWeights, setModelWeights, tensorFlowModel } from './tensorflow-model.js';
import type { Transitions } from './transitions.js';

/** {@link QTrainer} by TensorFlow.js: the definition that {@link KernelQTrainer} is held against. */
export class TensorFlowQTrainer implements QTrainer {
  readonly shape: NetworkShape;
  private readonly online: LayersModel;
  private readonly target: LayersModel;
  private readonly optimizer: AdamOptimizer;
  private readonly variables: Variable[];
  private readonly discount: number;

  constructor(
    private readonly tensorFlow: TensorFlow,
    terms: QTrainerTerms,
  ) {
    const { rate, beta1, beta2, epsilon } = terms.adam;
    this.shape = terms.shape;
    this.discount = terms.discount;
    this.online = tensorFlowModel(tensorFlow, terms.shape, terms.weights);
    this.target = tensorFlowModel(tensorFlow, terms.shape, terms.weights);
    this.optimizer = tensorFlow.core.train.adam(rate, beta1, beta2, epsilon);
    this.variables = this.online.trainableWeights.map((weight) => weight.read() as Variable);
  }

  predict(states: Float32Array, rows: number, values: Float32Array): void {
    const { core } = this.tensorFlow;
    const result = core.tidy(() => this.online.predictOnBatch(this.tensor(states, rows)) as Tensor);
    values.set(result.dataSync());
    result.dispose();
  }

  train({ rows, states, actions, rewards, nextStates }: Transitions): number {
    const { core } = this.tensorFlow;
    const loss = core.tidy(() => {
      const next = core.max(this.target.predictOnBatch(this.tensor(nextStates, rows)) as Tensor, 1);
      const goal = core.add(core.tensor1d(rewards.subarray(0, rows)), core.mul(next, this.discount));
      const before = this.tensor(states, rows);
      const taken = core.oneHot(core.tensor1d(actions.subarray(0, rows), 'int32'), this.shape.outputs);
      return this.optimizer.minimize(
        () => {
          const values = this.online.apply(before) as Tensor;
          const error = core.sub(core.sum(core.mul(values, taken), 1), goal);
          return core.mean(core.square(error)) as Scalar;
        },
        true,
        this.variables,
      )!;
    });
    const [value] = loss.dataSync();
    loss.dispose();
    return value!;
  }

  private tensor(states: Float32Array, rows: number): Tensor2D {
    const { inputs } = this.shape;
    return this.tensorFlow.core.tensor2d(states.subarray(0, rows * inputs), [rows, inputs]);
  }

  synchronise(): void {
    this.target.setWeights(this.online.getWeights());
  }

  weights(): Weights {
    return modelWeights(this.online);
  }

  setWeights(weights: Weights): void {
    setModelWeights(this.tensorFlow.core, this.online, this.shape, weights);
  }

  dispose(): void {
    this.online.dispose();
    this.target.dispose();
    this.optimizer.dispose();
  }
}
