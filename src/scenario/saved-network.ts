import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../input/input-error.js';
import { unreadable } from '../input/input-file.js';
import { parseModelJson } from '../learning/neural/model-json.js';
import type { NetworkShape, Weights } from '../learning/neural/network.js';
import { weightsFromBytes } from '../learning/neural/weight-bytes.js';

/**
 * The weights of a network of `shape` that was saved as `path`, a `model.json`, and the file of weights beside it.
 *
 * @throws InputError if one of them cannot be read, is broken, or is of another network
 */
export async function readSavedNetwork(path: string, shape: NetworkShape): Promise<Weights> {
  const text = (await contents(path)).toString('utf8');
  const weights = join(dirname(path), parseModelJson(text, path, shape));
  return weightsFromBytes(await contents(weights), weights, shape);
}

async function contents(file: string): Promise<Buffer> {
  const reason = await unreadable(file);
  if (reason !== undefined) throw new InputError({ file, message: reason });
  return readFile(file);
}
