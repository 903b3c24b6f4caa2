import type { Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Kernel } from '../../../src/learning/neural/kernel.js';
import { KernelNetwork } from '../../../src/learning/neural/kernel-network.js';
import { layersOf, type NetworkShape, type Weights } from '../../../src/learning/neural/network.js';
import { loadTensorFlow, type TensorFlow } from '../../../src/learning/neural/tensorflow.js';
import { tensorFlowModel } from '../../../src/learning/neural/tensorflow-model.js';
import { batchSizes, differentBits, draws, randomWeights, shapes, vector } from './arbitrary-network.js';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await loadTensorFlow('wasm');
});

const paper: NetworkShape = { inputs: 4, hidden: [64, 64], outputs: 3 };

function byTensorFlow(shape: NetworkShape, weights: Weights, states: Float32Array): Float32Array {
  const { core } = tensorFlow;
  const model = tensorFlowModel(tensorFlow, shape, weights);
  const out = core.tidy(() =>
    model.predict(core.tensor2d(states, [states.length / shape.inputs, shape.inputs])),
  );
  const values = Float32Array.from((out as Tensor).dataSync());
  core.dispose(out);
  model.dispose();
  return values;
}

function byKernel(shape: NetworkShape, weights: Weights, states: Float32Array): Float32Array {
  const network = new KernelNetwork(new Kernel(), shape, 1);
  const block = network.allocate();
  network.load(block, weights);
  const rows = states.length / shape.inputs;
  const out = new Float32Array(rows * shape.outputs).fill(Number.NaN);
  network.predict(block, states, rows, out);
  return out;
}

/** One sum of products in a certain order; every step rounded as it says. */
type Sum = (bias: number, terms: readonly [number, number][]) => number;

const { fround } = Math;
const add = (sum: number, [x, y]: [number, number]) => fround(sum + fround(x * y));

/** The order that TensorFlow.js has, and others that one could take for it. */
const orders: Record<string, Sum> = {
  'bias first, ascending': (bias, terms) => terms.reduce(add, bias),
  'bias last': (bias, terms) => fround(terms.reduce(add, 0) + bias),
  descending: (bias, terms) => terms.reduceRight(add, bias),
  'fused multiply-add': (bias, terms) => terms.reduce((sum, [x, y]) => fround(sum + x * y), bias),
  'even and odd terms apart': (bias, terms) =>
    fround(
      terms.filter((_, k) => k % 2 === 0).reduce(add, bias) +
        terms.filter((_, k) => k % 2 === 1).reduce(add, 0),
    ),
  'double precision': (bias, terms) => fround(terms.reduce((sum, [x, y]) => sum + x * y, bias)),
};

/** The forward pass as one would write it down. */
function byHand(shape: NetworkShape, weights: Weights, states: Float32Array, sum: Sum): Float32Array {
  let rows = Array.from({ length: states.length / shape.inputs }, (_, i) => [
    ...states.subarray(i * shape.inputs, (i + 1) * shape.inputs),
  ]);
  layersOf(shape).forEach(({ outputs, relu }, layer) => {
    const { kernel, bias } = weights[layer]!;
    rows = rows.map((row) =>
      Array.from({ length: outputs }, (_, j) => {
        const value = sum(
          bias[j]!,
          row.map((x, k) => [x, kernel[k * outputs + j]!]),
        );
        return relu ? Math.max(0, value) : value;
      }),
    );
  });
  return Float32Array.from(rows.flat());
}

describe('predictions of the kernel', () => {
  test('are those of TensorFlow.js to the bit, for any weights, sizes and number of rows', () => {
    const property = fc.property(shapes, batchSizes, fc.nat(), (shape, rows, seed) => {
      const uniform = draws(seed);
      const weights = randomWeights(shape, uniform);
      const states = vector(rows * shape.inputs, uniform, 3);
      const expected = byTensorFlow(shape, weights, states);
      expect(differentBits(byKernel(shape, weights, states), expected)).toBe(0);
    });
    fc.assert(property, { seed: 1, numRuns: 150 });
  });

  test.each([1, 2, 31, 32, 33, 1024, 1027])('are so for %i rows of the paper’s network', (rows) => {
    const uniform = draws(rows);
    const weights = randomWeights(paper, uniform);
    const states = vector(rows * 4, uniform, 20);
    expect(differentBits(byKernel(paper, weights, states), byTensorFlow(paper, weights, states))).toBe(0);
  });

  test.each(Object.keys(orders))('agree with sums that are taken %s only if that is the order', (order) => {
    const uniform = draws(7);
    const weights = randomWeights(paper, uniform);
    const states = vector(10 * 4, uniform, 3);
    const byOrder = byHand(paper, weights, states, orders[order]!);
    const different = differentBits(byOrder, byKernel(paper, weights, states));
    if (order === 'bias first, ascending') expect(different).toBe(0);
    else expect(different).toBeGreaterThan(0);
    expect(different).toBe(differentBits(byOrder, byTensorFlow(paper, weights, states)));
  });

  test('do not depend on the rows beside them, nor on what the network was asked before', () => {
    const uniform = draws(8);
    const weights = randomWeights(paper, uniform);
    const states = vector(70 * 4, uniform, 3);
    const network = new KernelNetwork(new Kernel(), paper, 32);
    const block = network.allocate();
    network.load(block, weights);
    const together = new Float32Array(70 * 3);
    network.predict(block, states, 70, together);
    for (let row = 0; row < 70; row++) {
      const alone = new Float32Array(3);
      network.predict(block, states.subarray(4 * row), 1, alone);
      expect(alone).toEqual(together.subarray(3 * row, 3 * row + 3));
    }
  });
});

describe('a block of weights', () => {
  test('gives back what was loaded, whatever the sizes', () => {
    const property = fc.property(shapes, fc.nat(), (shape, seed) => {
      const network = new KernelNetwork(new Kernel(), shape, 2);
      const [first, second] = [network.allocate(), network.allocate()];
      const weights = randomWeights(shape, draws(seed));
      network.load(first, weights);
      network.load(second, randomWeights(shape, draws(seed + 1)));
      expect(network.weights(first)).toEqual(weights);
    });
    fc.assert(property, { seed: 2, numRuns: 50 });
  });

  test('survives that the memory grows', () => {
    const kernel = new Kernel();
    const network = new KernelNetwork(kernel, paper, 1);
    const block = network.allocate();
    const weights = randomWeights(paper, draws(3));
    network.load(block, weights);
    for (let i = 0; i < 400; i++) kernel.allocate(5000);
    expect(network.weights(block)).toEqual(weights);
    expect(kernel.floats.length).toBeGreaterThan(2_000_000);
    expect(
      kernel.floats
        .subarray(kernel.allocate(7))
        .slice(0, 7)
        .every((value) => value === 0),
    ).toBe(true);
  });

  test('refuses weights of another network', () => {
    const network = new KernelNetwork(new Kernel(), paper, 1);
    const other = randomWeights({ inputs: 4, hidden: [64], outputs: 3 }, draws(1));
    expect(() => network.load(network.allocate(), other)).toThrow(
      'the weights are not those of a 4-64-64-3 network',
    );
  });
});
