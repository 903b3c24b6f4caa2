import { beforeAll, describe, expect, test } from 'vitest';
import { adamDefaults } from '../../../src/learning/neural/adam.js';
import { KernelQTrainer } from '../../../src/learning/neural/kernel-q-trainer.js';
import type { NetworkShape } from '../../../src/learning/neural/network.js';
import type { QTrainer } from '../../../src/learning/neural/q-trainer.js';
import { loadTensorFlow, type TensorFlow } from '../../../src/learning/neural/tensorflow.js';
import { TensorFlowQTrainer } from '../../../src/learning/neural/tensorflow-q-trainer.js';
import type { Transitions } from '../../../src/learning/neural/transitions.js';
import { differentWeights, draws, randomTransitions, randomWeights } from './arbitrary-network.js';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await loadTensorFlow('wasm');
});

const shape: NetworkShape = { inputs: 4, hidden: [64, 64], outputs: 3 };

function both(discount: number): [QTrainer, QTrainer] {
  const terms = { shape, weights: randomWeights(shape, draws(1)), batch: 32, discount, adam: adamDefaults };
  return [new KernelQTrainer(terms), new TensorFlowQTrainer(tensorFlow, terms)];
}

/** How many weights differ after `steps` steps that run freely, and the last loss. */
function drift(discount: number, steps: number, batchOf: (step: number) => Transitions) {
  const trainers = both(discount);
  let loss = 0;
  for (let step = 0; step < steps; step++) {
    const batch = batchOf(step);
    const losses = trainers.map((trainer) => trainer.train(batch));
    expect(losses[0]).toBe(losses[1]);
    loss = losses[0]!;
    if (step % 20 === 19) for (const trainer of trainers) trainer.synchronise();
  }
  const different = differentWeights(trainers[0].weights(), trainers[1].weights());
  for (const trainer of trainers) trainer.dispose();
  return { different, loss };
}

describe('kernel and TensorFlow.js, running freely, have the same weights to the bit', () => {
  test('after 5,000 steps on ever new transitions', () => {
    const uniform = draws(2);
    expect(drift(0.99, 5000, () => randomTransitions(32, shape, uniform)).different).toBe(0);
  });

  test('after 3,000 steps on the same ones, which they learn by heart', () => {
    const batch = randomTransitions(32, shape, draws(3));
    const { different, loss } = drift(0, 3000, () => batch);
    expect(loss).toBeLessThan(1e-6);
    expect(different).toBe(0);
  });

  test('where an input falls silent, and its moments fade far below what the kernel keeps', () => {
    const uniform = draws(4);
    const silent = (step: number) => {
      const batch = randomTransitions(32, shape, uniform);
      if (step >= 50) for (let row = 0; row < 32; row++) batch.states[4 * row + 2] = 0;
      return batch;
    };
    expect(drift(0.9, 1500, silent).different).toBe(0);
  });
});
