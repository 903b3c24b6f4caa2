import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { io, Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../../src/input/input-error.js';
import { adamDefaults } from '../../src/learning/neural/adam.js';
import { KernelQTrainer } from '../../src/learning/neural/kernel-q-trainer.js';
import type { NetworkShape } from '../../src/learning/neural/network.js';
import { loadTensorFlow, type TensorFlow } from '../../src/learning/neural/tensorflow.js';
import { tensorFlowModel } from '../../src/learning/neural/tensorflow-model.js';
import { writeSavedNetwork } from '../../src/output/saved-network.js';
import { readSavedNetwork } from '../../src/scenario/saved-network.js';
import {
  differentBits,
  draws,
  randomTransitions,
  randomWeights,
  shapes,
  vector,
} from '../learning/neural/arbitrary-network.js';

const paper: NetworkShape = { inputs: 4, hidden: [64, 64], outputs: 3 };
const folder = mkdtempSync(join(tmpdir(), 'network-'));
const model = join(folder, 'model.json');
const bin = join(folder, 'weights.bin');
afterAll(() => rmSync(folder, { recursive: true }));

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await loadTensorFlow('wasm');
});

/** What TensorFlow.js' own loader makes of the folder. */
function loadedByTensorFlow(): Promise<LayersModel> {
  const { core, layers } = tensorFlow;
  const json = JSON.parse(readFileSync(model, 'utf8')) as io.ModelJSON;
  const bytes = new Uint8Array(readFileSync(bin)).buffer;
  const load = () =>
    core.io.getModelArtifactsForJSON(json, async (manifest) => [
      manifest.flatMap(({ weights }) => weights),
      bytes,
    ]);
  return layers.loadLayersModel({ load });
}

/** Saved as TensorFlow.js itself saves a model into files. */
async function saveByTensorFlow(saved: LayersModel): Promise<void> {
  await saved.save(
    tensorFlow.core.io.withSaveHandler(async ({ weightData, weightSpecs, ...rest }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      writeFileSync(model, JSON.stringify({ ...rest, weightsManifest }));
      writeFileSync(bin, new Uint8Array(weightData as ArrayBuffer));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
}

test('a network that the kernel trained gives the same bits in TensorFlow.js', async () => {
  const uniform = draws(1);
  const weights = randomWeights(paper, uniform);
  const trainer = new KernelQTrainer({
    shape: paper,
    weights,
    batch: 32,
    discount: 0.99,
    adam: adamDefaults,
  });
  for (let step = 0; step < 10; step++) trainer.train(randomTransitions(32, paper, uniform));
  writeSavedNetwork(folder, paper, trainer.weights());
  const states = vector(50 * 4, uniform, 3);
  const values = new Float32Array(50 * 3);
  trainer.predict(states, 50, values);
  const loaded = await loadedByTensorFlow();
  const byTensorFlow = loaded.predict(tensorFlow.core.tensor2d(states, [50, 4])) as Tensor;
  expect(differentBits(values, byTensorFlow.dataSync() as Float32Array)).toBe(0);
});

test('whatever its sizes, a network is read back as it was written', async () => {
  const property = fc.asyncProperty(shapes, fc.nat(), async (shape, seed) => {
    const weights = randomWeights(shape, draws(seed));
    writeSavedNetwork(folder, shape, weights);
    expect(await readSavedNetwork(model, shape)).toEqual(weights);
  });
  await fc.assert(property, { seed: 1, numRuns: 30 });
});

test('a network that TensorFlow.js saved is read', async () => {
  const weights = randomWeights(paper, draws(2));
  await saveByTensorFlow(tensorFlowModel(tensorFlow, paper, weights));
  expect(await readSavedNetwork(model, paper)).toEqual(weights);
});

describe('a saved network is refused', () => {
  beforeEach(() => writeSavedNetwork(folder, paper, randomWeights(paper, draws(3))));

  /** What is said of the folder; the folder itself is left out. */
  async function refusal(shape = paper): Promise<string> {
    const error: unknown = await readSavedNetwork(model, shape).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message.replaceAll(`${folder}/`, '');
  }

  const needed =
    "needed here: a 4-64-64-3 network, hidden layers relu, the last linear, saved in TensorFlow.js' layers format";

  test('without one of its files', async () => {
    rmSync(bin);
    expect(await refusal()).toContain('weights.bin: there is no such file');
    rmSync(model);
    expect(await refusal()).toContain('model.json: there is no such file');
  });

  test('where model.json is cut off', async () => {
    writeFileSync(model, readFileSync(model, 'utf8').slice(0, 300));
    expect(await refusal()).toMatch(/^model\.json:\d+:\d+: /);
  });

  test('where the weights are cut off, or go on', async () => {
    const bytes = readFileSync(bin);
    for (const length of [0, bytes.length - 1]) {
      writeFileSync(bin, bytes.subarray(0, length));
      expect(await refusal()).toBe(
        `weights.bin: ${length} bytes, where a 4-64-64-3 network has 18700\n` +
          '  the file is cut off, or belongs to another model.json',
      );
    }
    writeFileSync(bin, Buffer.concat([bytes, bytes]));
    expect(await refusal()).toMatch(/^weights\.bin: 37400 bytes, where/);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('where a weight is %d', async (value) => {
    const bytes = readFileSync(bin);
    bytes.writeFloatLE(value, 4 * 1000);
    writeFileSync(bin, bytes);
    expect(await refusal()).toBe(`weights.bin: weight 1000 is ${value}`);
  });

  test('where it is another network', async () => {
    expect(await refusal({ inputs: 4, hidden: [64], outputs: 3 })).toContain(
      'model.json: another network: its layers are 64 relu, 64 relu, 3 linear\n  needed here: a 4-64-3 network',
    );
    expect(await refusal({ inputs: 5, hidden: [64, 64], outputs: 3 })).toContain(
      'model.json: another network: its weights are 4×64, 64, 64×64, 64, 64×3, 3\n  needed here: a 5-64-64-3 network',
    );
  });

  test.each([
    ['no model', /modelTopology/, '"modelTopology"', '"topology"'],
    ['a graph model', /format/, '"layers-model"', '"graph-model"'],
    ['compressed weights', /dtype/, '"shape": [64], "dtype": "float32"', '"shape": [64], "dtype": "uint8"'],
    ['layers of another kind', /class_name/, '"Dense"', '"Dropout"'],
    ['no bias', /use_bias/, '"use_bias": true', '"use_bias": false'],
    ['no sizes', /units/, '"units": 64', '"units": -64'],
  ])('where it is %s', async (_, where, found, replaced) => {
    const json = JSON.stringify(JSON.parse(readFileSync(model, 'utf8')), null, 1).replaceAll(/\s+/g, ' ');
    const tight = json.replaceAll('[ ', '[').replaceAll(' ]', ']');
    expect(tight).toContain(found);
    writeFileSync(model, tight.replace(found, replaced));
    const message = await refusal();
    expect(message).toMatch(/^model\.json: not a saved network of dense layers: /);
    expect(message).toMatch(where);
    expect(message).toContain(needed);
  });

  test.each([['/etc/hostname'], ['../weights.bin'], ['a/../../b'], ['a\\\\b'], ['C:b'], ['']])(
    'where it names weights outside of its folder: %j',
    async (name) => {
      writeFileSync(model, readFileSync(model, 'utf8').replace('"weights.bin"', `"${name}"`));
      expect(await refusal()).toContain('model.json: names weights that are not in its folder');
    },
  );

  test('where model.json holds another value', async () => {
    writeFileSync(model, '[1]');
    expect(await refusal()).toMatch(/^model\.json: not a saved network of dense layers: /);
  });
});
