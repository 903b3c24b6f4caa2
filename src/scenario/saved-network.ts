import { dirname, join } from 'node:path';
import { documentText } from '../input/document-text.js';
import { InputFile } from '../input/input-file.js';
import { parseModelJson } from '../learning/neural/model-json.js';
import type { NetworkShape, Weights } from '../learning/neural/network.js';
import { weightsFromBytes } from '../learning/neural/weight-bytes.js';
import { mostWeights } from './sizes.js';

/**
 * The weights of a network of `shape` that was saved as `path`, a `model.json`, and the file of weights beside it.
 *
 * @throws InputError if one of them cannot be read, is broken, or is of another network
 */
export async function readSavedNetwork(path: string, shape: NetworkShape): Promise<Weights> {
  const text = await documentText(path);
  const weights = join(dirname(path), parseModelJson(text, path, shape));
  return weightsFromBytes(await new InputFile(weights).contents({ most: 4 * mostWeights }), weights, shape);
}
