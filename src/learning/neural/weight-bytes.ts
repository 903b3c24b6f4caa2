import { InputError } from '../../input/input-error.js';
import { inWords, layersOf, type NetworkShape, type Weights } from './network.js';

/** TensorFlow.js' `weights.bin`: kernel and bias of each layer in turn, little-endian single precision. */
export function weightBytes(weights: Weights): Uint8Array {
  const numbers = weights.flatMap(({ kernel, bias }) => [kernel, bias]);
  const bytes = new Uint8Array(4 * numbers.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const list of numbers) {
    for (const value of list) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

/**
 * The weights that {@link weightBytes} wrote.
 *
 * @param file - named in errors
 * @throws InputError if there are too few or too many bytes, or a weight is not finite
 */
export function weightsFromBytes(bytes: Uint8Array, file: string, shape: NetworkShape): Weights {
  const layers = layersOf(shape);
  const needed = layers.reduce((sum, { inputs, outputs }) => sum + 4 * (inputs + 1) * outputs, 0);
  if (bytes.length !== needed) {
    const message = `${bytes.length} bytes, where a ${inWords(shape)} network has ${needed}`;
    throw new InputError({ file, message, hint: 'the file is cut off, or belongs to another model.json' });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 0;
  const take = (length: number): Float32Array =>
    Float32Array.from({ length }, () => {
      const value = view.getFloat32(at, true);
      if (!Number.isFinite(value)) throw new InputError({ file, message: `weight ${at / 4} is ${value}` });
      at += 4;
      return value;
    });
  return layers.map(({ inputs, outputs }) => ({ kernel: take(inputs * outputs), bias: take(outputs) }));
}
