import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { namingFaults } from '../input/named-fault.js';
import { modelFile, modelJson, weightsFile } from '../learning/neural/model-json.js';
import type { NetworkShape, Weights } from '../learning/neural/network.js';
import { weightBytes } from '../learning/neural/weight-bytes.js';
import { version } from '../simulation/version.js';

/**
 * Saves a network as TensorFlow.js does: `model.json` and `weights.bin` in `folder`, which is there. Throws what
 * the file system throws.
 */
export function writeSavedNetwork(folder: string, shape: NetworkShape, weights: Weights): void {
  const write = (name: string, data: string | Uint8Array): void => {
    const path = join(folder, name);
    namingFaults(path, () => writeFileSync(path, data));
  };
  write(weightsFile, weightBytes(weights));
  write(modelFile, modelJson(shape, `vickrey ${version}`));
}
