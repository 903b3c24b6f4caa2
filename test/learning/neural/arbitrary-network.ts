import fc from 'fast-check';
import type { NetworkShape, Weights } from '../../../src/learning/neural/network.js';
import { layersOf } from '../../../src/learning/neural/network.js';
import { type Transitions, transitions } from '../../../src/learning/neural/transitions.js';
import type { Uniform } from '../../../src/random/distribution.js';
import { Streams } from '../../../src/random/streams.js';

const size = (max: number) => fc.oneof(fc.constantFrom(1, 2, 3, 4, 7, 8, 9, 16), fc.integer({ min: 1, max }));

/** Networks of every kind of size: multiples of 8, of 4, of neither, longer than a part of a sum, and none hidden. */
export const shapes: fc.Arbitrary<NetworkShape> = fc.oneof(
  fc.constant({ inputs: 4, hidden: [64, 64], outputs: 3 }),
  fc.record({ inputs: size(12), hidden: fc.array(size(70), { maxLength: 3 }), outputs: size(10) }),
);

export const batchSizes = fc.oneof(fc.constantFrom(1, 3, 4, 5, 32, 48, 49), fc.integer({ min: 1, max: 70 }));

export const draws = (seed: number): Uniform => new Streams(seed).uniform('arbitrary');

/** Uniform on ±scale, single precision. */
export function vector(length: number, uniform: Uniform, scale = 1): Float32Array {
  return Float32Array.from({ length }, () => scale * (2 * uniform() - 1));
}

/** Kernels and biases uniform on ±scale; biases are not 0, so that their place in a sum matters. */
export function randomWeights(shape: NetworkShape, uniform: Uniform, scale = 0.4): Weights {
  return layersOf(shape).map(({ inputs, outputs }) => ({
    kernel: vector(inputs * outputs, uniform, scale),
    bias: vector(outputs, uniform, scale),
  }));
}

export function randomTransitions(rows: number, shape: NetworkShape, uniform: Uniform): Transitions {
  const batch = transitions(rows, shape.inputs);
  batch.states.set(vector(rows * shape.inputs, uniform, 2));
  batch.nextStates.set(vector(rows * shape.inputs, uniform, 2));
  batch.rewards.set(vector(rows, uniform, 2));
  batch.actions.set(batch.actions.map(() => Math.floor(uniform() * shape.outputs)));
  return batch;
}

/** How many numbers differ in their bits; 0 and −0 do. */
export function differentBits(a: Float32Array, b: Float32Array): number {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (!Object.is(a[i], b[i])) count++;
  return count;
}

/** The largest difference of two lists of weights. */
export function distance(a: Weights, b: Weights): number {
  const flat = (weights: Weights) => weights.flatMap(({ kernel, bias }) => [...kernel, ...bias]);
  const other = flat(b);
  return Math.max(...flat(a).map((value, i) => Math.abs(value - other[i]!)));
}

/** How many weights differ in their bits. */
export function differentWeights(a: Weights, b: Weights): number {
  return a.reduce(
    (sum, layer, i) =>
      sum + differentBits(layer.kernel, b[i]!.kernel) + differentBits(layer.bias, b[i]!.bias),
    0,
  );
}
