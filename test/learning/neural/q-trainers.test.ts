import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { adamDefaults } from '../../../src/learning/neural/adam.js';
import { KernelQTrainer } from '../../../src/learning/neural/kernel-q-trainer.js';
import type { NetworkShape } from '../../../src/learning/neural/network.js';
import type { QTrainer, QTrainerTerms } from '../../../src/learning/neural/q-trainer.js';
import { loadTensorFlow, type TensorFlow } from '../../../src/learning/neural/tensorflow.js';
import { TensorFlowQTrainer } from '../../../src/learning/neural/tensorflow-q-trainer.js';
import {
  batchSizes,
  differentWeights,
  distance,
  draws,
  randomTransitions,
  randomWeights,
  shapes,
} from './arbitrary-network.js';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await loadTensorFlow('wasm');
});

const paper: NetworkShape = { inputs: 4, hidden: [64, 64], outputs: 3 };

function terms(shape: NetworkShape, seed: number, batch = 70): QTrainerTerms {
  return { shape, weights: randomWeights(shape, draws(seed)), batch, discount: 0.99, adam: adamDefaults };
}

function both(shape: NetworkShape, seed: number, kernelTerms: Partial<QTrainerTerms> = {}): QTrainer[] {
  const common = terms(shape, seed);
  return [new KernelQTrainer({ ...common, ...kernelTerms }), new TensorFlowQTrainer(tensorFlow, common)];
}

/** The largest difference of a weight after any of `steps` steps, each from the weights of TensorFlow.js. */
function largestError(
  [kernel, reference]: QTrainer[],
  shape: NetworkShape,
  rows: number,
  steps: number,
): number {
  const uniform = draws(99);
  let error = 0;
  for (let step = 0; step < steps; step++) {
    const batch = randomTransitions(rows, shape, uniform);
    kernel!.train(batch);
    reference!.train(batch);
    error = Math.max(error, distance(kernel!.weights(), reference!.weights()));
    kernel!.setWeights(reference!.weights());
    if (step % 7 === 6) for (const trainer of [kernel!, reference!]) trainer.synchronise();
  }
  return error;
}

describe('a step of the kernel', () => {
  test('is TensorFlow.js’ own to the bit, for any sizes and batches', () => {
    const property = fc.property(shapes, batchSizes, fc.nat(), ({ inputs, hidden, outputs }, rows, seed) => {
      const shape = { inputs, hidden, outputs: outputs + 1 };
      const trainers = both(shape, seed);
      const error = largestError(trainers, shape, rows, 4);
      for (const trainer of trainers) trainer.dispose();
      expect(error).toBe(0);
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  test('leaves the paper’s network equal to the bit after 300 steps that run freely', () => {
    const [kernel, reference] = both(paper, 5) as [QTrainer, QTrainer];
    const uniform = draws(6);
    for (let step = 0; step < 300; step++) {
      const batch = randomTransitions(32, paper, uniform);
      expect(kernel.train(batch)).toBe(reference.train(batch));
      if (step % 20 === 19) for (const trainer of [kernel, reference]) trainer.synchronise();
    }
    expect(differentWeights(kernel.weights(), reference.weights())).toBe(0);
    reference.dispose();
  });

  test.each([
    ['another decay of the first moment', { beta1: 0 }],
    ['another decay of the second moment', { beta2: 0.99 }],
    ['another ε', { epsilon: 1e-5 }],
    ['another rate', { rate: 0.0011 }],
  ])('with %s is told from TensorFlow.js’', (_, change) => {
    const trainers = both(paper, 5, { adam: { ...adamDefaults, ...change } });
    expect(largestError(trainers, paper, 32, 3)).toBeGreaterThan(1e-6);
    trainers[1]!.dispose();
  });
});
