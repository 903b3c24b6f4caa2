import type { Uniform } from '../../random/distribution.js';
import { layersOf, type NetworkShape, type Weights } from './network.js';

/**
 * Initial weights: kernels uniform on ±√(6 / (inputs + outputs)), biases 0 (Glorot and Bengio 2010, equation 16;
 * TensorFlow.js calls it `glorotUniform`). Draws in the order of layers, and of rows within a kernel.
 */
export function glorotUniform(shape: NetworkShape, uniform: Uniform): Weights {
  return layersOf(shape).map(({ inputs, outputs }) => {
    const limit = Math.sqrt(6 / (inputs + outputs));
    return {
      kernel: Float32Array.from({ length: inputs * outputs }, () => limit * (2 * uniform() - 1)),
      bias: new Float32Array(outputs),
    };
  });
}
