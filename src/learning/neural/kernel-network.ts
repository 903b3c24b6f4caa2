import { Finish, type Kernel, type Matrix, padded } from './kernel.js';
import { checkSizes, layersOf, type NetworkShape, type Weights } from './network.js';

/** Rows that a prediction takes at a time, so that activations stay in the nearest cache. */
const CHUNK = 32;

/**
 * Terms that one sum of a gradient takes in a row: longer sums are sums of such parts. It is how TensorFlow.js
 * multiplies by a transposed matrix, and so part of what "equal to the bit" means.
 */
const PART = 48;

/** A layer and where it lies: weights in a block of the network, results in the scratch memory. */
interface Place {
  readonly inputs: number;
  readonly outputs: number;
  readonly relu: boolean;
  /** Numbers in a row of the kernel, the bias and the results: outputs, padded. */
  readonly width: number;
  /** Of the kernel and the bias, from the start of the block. */
  readonly kernel: number;
  readonly bias: number;
  /** Of the results, their gradient, and the transposed kernel. */
  readonly result: Matrix;
  readonly gradient: Matrix;
  readonly transposed: Matrix;
}

/**
 * Forward and backward passes of a dense network on a {@link Kernel}. It holds the layout and the scratch memory
 * and no weights: those are blocks of {@link size} numbers, of which any number share one network.
 *
 * Predictions are equal to the bit to those of TensorFlow.js' WebAssembly backend: sums start with the bias and
 * take inputs in ascending order. A forward pass that is to be followed by a backward one adds the bias of a ReLU
 * layer last, as TensorFlow.js does where it differentiates.
 */
export class KernelNetwork {
  /** Numbers in a block of weights, padding included. */
  readonly size: number;
  /** Where a forward pass reads its inputs, one row a state. */
  readonly input: Matrix;
  private readonly places: readonly Place[];
  private readonly last: Place;

  /** @param rows - the most rows of one training batch, ≥ 1 */
  constructor(
    readonly kernel: Kernel,
    readonly shape: NetworkShape,
    readonly rows: number,
  ) {
    const most = Math.max(rows, CHUNK);
    this.input = { at: kernel.allocate(most * shape.inputs), row: shape.inputs };
    this.places = places(kernel, shape, most);
    this.last = this.places.at(-1)!;
    this.size = this.last.bias + this.last.width;
  }

  /** The results of the last forward pass, one row a state. */
  get output(): Matrix {
    return this.last.result;
  }

  /** Where a backward pass reads the gradient of the loss by the outputs. Padding must stay 0. */
  get outputGradient(): Matrix {
    return this.last.gradient;
  }

  /** A block of weights, all 0. */
  allocate(): number {
    return this.kernel.allocate(this.size);
  }

  /** @throws RangeError if `weights` are not of this shape */
  load(block: number, weights: Weights): void {
    checkSizes(weights, this.shape);
    const { floats } = this.kernel;
    this.places.forEach(({ inputs, outputs, width, kernel, bias }, i) => {
      for (let row = 0; row < inputs; row++) {
        const from = weights[i]!.kernel.subarray(row * outputs, (row + 1) * outputs);
        floats.set(from, block + kernel + row * width);
      }
      floats.set(weights[i]!.bias, block + bias);
    });
  }

  /** A copy of the weights, or of the gradient or moment, in `block`. */
  weights(block: number): Weights {
    const { floats } = this.kernel;
    return this.places.map(({ inputs, outputs, width, kernel, bias }) => {
      const copy = new Float32Array(inputs * outputs);
      for (let row = 0; row < inputs; row++) {
        const at = block + kernel + row * width;
        copy.set(floats.subarray(at, at + outputs), row * outputs);
      }
      return { kernel: copy, bias: floats.slice(block + bias, block + bias + outputs) };
    });
  }

  /**
   * Outputs for any number of states. O(rows · weights); allocates nothing.
   *
   * @param states - rows × inputs
   * @param out - rows × outputs, written
   */
  predict(block: number, states: Float32Array, rows: number, out: Float32Array): void {
    const { inputs } = this.shape;
    for (let first = 0; first < rows; first += CHUNK) {
      const count = Math.min(CHUNK, rows - first);
      this.setInput(states, first * inputs, count);
      this.pass(block, count, false);
      this.copyOutput(out, first, count);
    }
  }

  /** Copies `rows` states, which begin at number `from` of `states`, to where a pass reads them. */
  setInput(states: Float32Array, from: number, rows: number): void {
    const { floats } = this.kernel;
    const { at } = this.input;
    const used = rows * this.shape.inputs;
    for (let i = 0; i < used; i++) floats[at + i] = states[from + i]!;
  }

  private copyOutput(out: Float32Array, first: number, rows: number): void {
    const { floats } = this.kernel;
    const { outputs } = this.shape;
    const { at, row: width } = this.output;
    for (let row = 0; row < rows; row++) {
      const to = (first + row) * outputs;
      const from = at + row * width;
      for (let j = 0; j < outputs; j++) out[to + j] = floats[from + j]!;
    }
  }

  /** From {@link input} to {@link output}, keeping what {@link backward} needs. `rows` as in the constructor. */
  forward(block: number, rows: number): void {
    this.pass(block, rows, true);
  }

  private pass(block: number, rows: number, training: boolean): void {
    const { kernel } = this;
    let input = this.input;
    for (const place of this.places) {
      const { inputs, width, result, relu } = place;
      const weights = { at: block + place.kernel, row: width };
      const bias = block + place.bias;
      const biasLast = relu && training;
      const finish = relu && !training ? Finish.rectify : Finish.store;
      kernel.multiply(input, weights, result, rows, inputs, width, biasLast ? 0 : bias, finish);
      if (biasLast) kernel.rectify(result.at, bias, rows, width);
      input = result;
    }
  }

  /**
   * The gradient of the loss by the weights in `block`, given {@link outputGradient}, after {@link forward} of the
   * same weights and rows. Written to the block `gradient`.
   */
  backward(block: number, gradient: number, rows: number): void {
    const { kernel, places } = this;
    for (let i = places.length - 1; i >= 0; i--) {
      const place = places[i]!;
      const before = places[i - 1];
      const input = before ? before.result : this.input;
      const slopes = { at: gradient + place.kernel, row: place.width };
      this.multiplyInParts(
        { at: input.at, row: 1, column: input.row },
        place.gradient,
        slopes,
        place.inputs,
        rows,
        place.width,
      );
      kernel.sumRows(place.gradient.at, rows, place.width, gradient + place.bias);
      if (before) this.backThrough(block, place, before, rows);
    }
  }

  /** The gradient by the inputs of `place`, which are the results of the ReLU layer `before` it. */
  private backThrough(block: number, place: Place, before: Place, rows: number): void {
    const { kernel } = this;
    const { outputs, transposed, gradient } = place;
    kernel.transpose({ at: block + place.kernel, row: place.width }, place.inputs, outputs, transposed);
    this.multiplyInParts(gradient, transposed, before.gradient, rows, outputs, before.width);
    kernel.gate(before.gradient.at, before.result.at, rows * before.width);
  }

  /** C = A·B with every sum in parts of {@link PART} terms. */
  private multiplyInParts(a: Matrix, b: Matrix, c: Matrix, rows: number, inner: number, width: number): void {
    const { kernel } = this;
    const column = a.column ?? 1;
    for (let k = 0; k < inner; k += PART) {
      const left = { at: a.at + k * column, row: a.row, column };
      const right = { at: b.at + k * b.row, row: b.row };
      const terms = Math.min(PART, inner - k);
      kernel.multiply(left, right, c, rows, terms, width, 0, k === 0 ? Finish.store : Finish.add);
    }
  }
}

function places(kernel: Kernel, shape: NetworkShape, rows: number): Place[] {
  let at = 0;
  return layersOf(shape).map((layer) => {
    const width = padded(layer.outputs);
    const before = padded(layer.inputs);
    const place = {
      ...layer,
      width,
      kernel: at,
      bias: at + layer.inputs * width,
      result: { at: kernel.allocate(rows * width), row: width },
      gradient: { at: kernel.allocate(rows * width), row: width },
      transposed: { at: kernel.allocate(layer.outputs * before), row: before },
    };
    at = place.bias + width;
    return place;
  });
}
