import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkSizes, layersOf, type NetworkShape, type Weights } from './network.js';
import type { TensorFlow } from './tensorflow.js';

/** The network of `shape` as a TensorFlow.js model with these weights. The caller disposes of it. */
export function tensorFlowModel(
  { core, layers }: TensorFlow,
  shape: NetworkShape,
  weights: Weights,
): LayersModel {
  const model = layers.sequential({
    layers: layersOf(shape).map(({ inputs, outputs, relu }) =>
      layers.layers.dense({
        inputShape: [inputs],
        units: outputs,
        activation: relu ? 'relu' : 'linear',
        kernelInitializer: 'zeros',
      }),
    ),
  });
  setModelWeights(core, model, shape, weights);
  return model;
}

/** @throws RangeError if `weights` are not of `shape` */
export function setModelWeights(
  core: TensorFlow['core'],
  model: LayersModel,
  shape: NetworkShape,
  weights: Weights,
): void {
  checkSizes(weights, shape);
  core.tidy(() => {
    const tensors = layersOf(shape).flatMap(({ inputs, outputs }, i) => [
      core.tensor2d(weights[i]!.kernel, [inputs, outputs]),
      core.tensor1d(weights[i]!.bias),
    ]);
    model.setWeights(tensors);
  });
}

/** A copy of the weights of a model of dense layers. */
export function modelWeights(model: LayersModel): Weights {
  // The tensors are the model's own: they are not to be disposed of.
  const values = model.getWeights().map((tensor) => Float32Array.from(tensor.dataSync()));
  return Array.from({ length: values.length / 2 }, (_, i) => ({
    kernel: values[2 * i]!,
    bias: values[2 * i + 1]!,
  }));
}
