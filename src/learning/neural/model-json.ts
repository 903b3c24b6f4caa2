import { z } from 'zod';
import { InputError } from '../../input/input-error.js';
import { jsonFault } from '../../input/json-syntax.js';
import { jsonOf } from '../../input/json-text.js';
import { TextPlaces } from '../../input/text-places.js';
import { inWords, layersOf, type NetworkShape } from './network.js';

/** The file of a model. */
export const modelFile = 'model.json';

/** The file of weights that a model names, beside its own. */
export const weightsFile = 'weights.bin';

/** `model.json` of TensorFlow.js' layers format for a network whose weights lie in {@link weightsFile}. */
export function modelJson(shape: NetworkShape, generatedBy: string): string {
  const layers = layersOf(shape);
  const model = {
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name: 'network',
        layers: layers.map(({ inputs, outputs, relu }, i) => ({
          class_name: 'Dense',
          config: {
            name: `dense_${i + 1}`,
            units: outputs,
            activation: relu ? 'relu' : 'linear',
            use_bias: true,
            trainable: true,
            dtype: 'float32',
            batch_input_shape: [null, inputs],
          },
        })),
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    format: 'layers-model',
    generatedBy,
    convertedBy: null,
    weightsManifest: [
      {
        paths: [weightsFile],
        weights: layers.flatMap(({ inputs, outputs }, i) => [
          { name: `dense_${i + 1}/kernel`, shape: [inputs, outputs], dtype: 'float32' },
          { name: `dense_${i + 1}/bias`, shape: [outputs], dtype: 'float32' },
        ]),
      },
    ],
  };
  return `${JSON.stringify(model, null, 2)}\n`;
}

const denseLayer = z.object({
  class_name: z.literal('Dense'),
  config: z.object({
    units: z.int().min(1),
    activation: z.enum(['relu', 'linear']),
    use_bias: z.literal(true).default(true),
  }),
});

const savedModel = z.object({
  format: z.literal('layers-model'),
  modelTopology: z.object({
    class_name: z.literal('Sequential'),
    config: z.object({ layers: z.array(denseLayer).min(1) }),
  }),
  weightsManifest: z.tuple([
    z.object({
      paths: z.tuple([z.string()]),
      weights: z.array(z.object({ shape: z.array(z.int().min(1)), dtype: z.literal('float32') })),
    }),
  ]),
});

/**
 * Reads a `model.json`, of this program or of TensorFlow.js, that must describe a network of `shape` in one file of
 * single-precision weights.
 *
 * @param file - named in errors
 * @returns the name of the file of weights, relative to the model's folder, in which it is
 * @throws InputError for anything else
 */
export function parseModelJson(text: string, file: string, shape: NetworkShape): string {
  const fault = jsonFault(text);
  if (fault) throw new InputError({ file, ...new TextPlaces(text).at(fault.offset), message: fault.message });
  const { data, error } = savedModel.safeParse(JSON.parse(text));
  if (error) {
    const { path, message } = error.issues[0]!;
    throw refusal(
      file,
      `not a saved network of dense layers: ${[path.join('.'), message].join(' ').trim()}`,
      shape,
    );
  }
  const { layers } = data.modelTopology.config;
  const [{ paths, weights }] = data.weightsManifest;
  const wanted = layersOf(shape);
  const units = layers.map(({ config }) => `${config.units} ${config.activation}`).join(', ');
  if (units !== wanted.map(({ outputs, relu }) => `${outputs} ${relu ? 'relu' : 'linear'}`).join(', ')) {
    throw refusal(file, `another network: its layers are ${units}`, shape);
  }
  const sizes = weights.map(({ shape: size }) => size.join('×')).join(', ');
  if (sizes !== wanted.flatMap(({ inputs, outputs }) => [`${inputs}×${outputs}`, outputs]).join(', ')) {
    throw refusal(file, `another network: its weights are ${sizes}`, shape);
  }
  if (!isBelow(paths[0])) throw refusal(file, 'names weights that are not in its folder', shape);
  return paths[0];
}

/** What {@link parseModelJson} returns, of a network of any shape; undefined where it would throw of any. */
export function weightsNamed(text: string): string | undefined {
  const { data } = savedModel.safeParse(jsonOf(text));
  const name = data?.weightsManifest[0].paths[0];
  return name !== undefined && isBelow(name) ? name : undefined;
}

/** Whether a name leads to a file in the folder or in one below it, on any system. */
function isBelow(name: string): boolean {
  return /^[^/\\\0:]+(?:\/[^/\\\0:]+)*$/.test(name) && !name.split('/').includes('..');
}

function refusal(file: string, message: string, shape: NetworkShape): InputError {
  return new InputError({
    file,
    message,
    hint: `needed here: a ${inWords(shape)} network, hidden layers relu, the last linear, saved in TensorFlow.js' layers format`,
  });
}
