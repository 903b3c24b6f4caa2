import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { LinearPredictor } from '../../../src/learning/linear-predictor.js';
import { glorotUniform } from '../../../src/learning/neural/glorot.js';
import { MlpPredictor } from '../../../src/learning/neural/mlp-predictor.js';
import { loadTensorFlow } from '../../../src/learning/neural/tensorflow.js';
import { tensorFlowModel } from '../../../src/learning/neural/tensorflow-model.js';
import { Streams } from '../../../src/random/streams.js';
import { draws } from './arbitrary-network.js';

function fleet() {
  return {
    count: 1,
    capacity: Float64Array.of(50),
    load: Float64Array.of(20),
    sensitivity: Float64Array.of(1),
    riskAversion: Float64Array.of(0.25),
  };
}

describe('the MLP predictor', () => {
  test('predicts and learns as the same network does in TensorFlow.js, to the bit', async () => {
    const tensorFlow = await loadTensorFlow('wasm');
    const { core } = tensorFlow;
    const shape = { inputs: 3, hidden: [16], outputs: 2 };
    const weights = glorotUniform(shape, new Streams(1).uniform('mlp'));
    weights[1]!.bias[0] = 1;
    const model = tensorFlowModel(tensorFlow, shape, weights);
    const variables = model.trainableWeights.map((weight) => weight.read() as Variable);
    const adam = core.train.adam(0.01);
    const server = fleet();
    const predictor = new MlpPredictor(server, new Streams(1).uniform('mlp'), 0.01, 0);
    const uniform = draws(1);
    for (let step = 0; step < 100; step++) {
      server.load[0] = 100 * uniform();
      const [taskLoad, price] = [Math.fround(5 + 15 * uniform()), Math.fround(40 * uniform())];
      const state = core.tensor2d([[Math.min(server.load[0]! / 50, 1), 1 / 2, 0.25 / 1.25]]);
      const expected = (model.predict(state) as Tensor).dataSync();
      expect([predictor.slope(0), predictor.intercept(0)]).toEqual([...expected]);
      // The gradient by the outputs is the predictor's own; TensorFlow.js takes it from there.
      const error = expected[0]! * taskLoad + expected[1]! - price;
      const byOutputs = core.tensor2d([[error * taskLoad, error]]);
      adam.minimize(
        () => core.sum(core.mul(model.apply(state) as Tensor, byOutputs)) as Scalar,
        false,
        variables,
      );
      predictor.learn(0, taskLoad, price);
      core.dispose([state, byOutputs]);
    }
  });

  test('learns a price that bends with the load, where a line through the features cannot', () => {
    const price = (ratio: number, taskLoad: number) => (1 + ratio * ratio) * taskLoad + (ratio > 0.6 ? 8 : 0);
    const server = fleet();
    const mlp = new MlpPredictor(server, draws(2), 0.01, 0);
    const linear = new LinearPredictor(server, Float64Array.of(1), 0.01, 0);
    const uniform = draws(3);
    const errors = { mlp: 0, linear: 0 };
    for (let auction = 0; auction < 6000; auction++) {
      server.load[0] = 60 * uniform();
      const taskLoad = 5 + 15 * uniform();
      const cleared = price(Math.min(server.load[0]! / 50, 1), taskLoad);
      if (auction >= 5000) {
        errors.mlp += Math.abs(mlp.predict(0, taskLoad) - cleared) / 1000;
        errors.linear += Math.abs(linear.predict(0, taskLoad) - cleared) / 1000;
      }
      mlp.learn(0, taskLoad, cleared);
      linear.learn(0, taskLoad, cleared);
    }
    expect(errors.linear).toBeGreaterThan(4);
    expect(errors.mlp).toBeLessThan(1.5);
  });
});
