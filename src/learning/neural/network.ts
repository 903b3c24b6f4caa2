/** A dense network: hidden layers with ReLU, then a linear layer. Sizes are whole numbers ≥ 1. */
export interface NetworkShape {
  readonly inputs: number;
  /** Units of each hidden layer; there may be none. */
  readonly hidden: readonly number[];
  readonly outputs: number;
}

/** The paper's network (white paper, section 2): two hidden layers of 64. */
export const paperHidden: readonly number[] = [64, 64];

/** One layer: y = activation(x · kernel + bias). */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly relu: boolean;
}

/** The layers of `shape`, from the inputs on. */
export function layersOf({ inputs, hidden, outputs }: NetworkShape): DenseLayer[] {
  const sizes = [inputs, ...hidden, outputs];
  return sizes.slice(1).map((units, i) => ({ inputs: sizes[i]!, outputs: units, relu: i < hidden.length }));
}

/** What one layer has learnt. */
export interface LayerWeights {
  /** inputs × outputs, row by row: `kernel[i · outputs + j]` leads from input i to output j. */
  readonly kernel: Float32Array;
  /** One an output. */
  readonly bias: Float32Array;
}

/** What a network has learnt, a layer each, from the inputs on. */
export type Weights = readonly LayerWeights[];

/**
 * @param what - names the weights in the message
 * @throws RangeError if `weights` do not have the sizes of `shape`
 */
export function checkSizes(weights: Weights, shape: NetworkShape, what = 'weights'): void {
  const layers = layersOf(shape);
  const fits =
    weights.length === layers.length &&
    layers.every(
      ({ inputs, outputs }, i) =>
        weights[i]!.kernel.length === inputs * outputs && weights[i]!.bias.length === outputs,
    );
  if (!fits) throw new RangeError(`the ${what} are not those of a ${inWords(shape)} network`);
}

/** Every weight, layer by layer, the kernel before the bias. */
export function* numbersOf(weights: Weights): Generator<number> {
  for (const { kernel, bias } of weights) {
    yield* kernel;
    yield* bias;
  }
}

/** `4-64-64-3`. */
export function inWords({ inputs, hidden, outputs }: NetworkShape): string {
  return [inputs, ...hidden, outputs].join('-');
}
