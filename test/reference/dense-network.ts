/**
 * Dense networks and Adam in single precision, said again from docs/learning.md one number at a time: arrays of arrays, and
 * every operation rounded by Math.fround. Shares no code with src. Slow on purpose.
 */

const f = Math.fround;

export interface Layer {
  /** kernel[input][output] */
  kernel: number[][];
  bias: number[];
}

export type Network = Layer[];

/** What "the same bits" takes, so that a test can break each and see that the comparison notices. */
export const networkRules = {
  /** Terms of one sum where a factor is transposed. */
  part: 48,
  /** Whether a hidden layer adds its bias last where it is differentiated. */
  biasLast: true,
  passes: (result: number) => result > 0,
  /** Moments below become 0. */
  leastMoment: f(1e-30),
  corrected: true,
};

export type NetworkRules = typeof networkRules;

/** Kernels uniform on ±√(6 / (inputs + outputs)), drawn layer by layer, row by row; biases 0. */
export function drawnNetwork(sizes: readonly number[], uniform: () => number): Network {
  return sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i]!;
    const limit = Math.sqrt(6 / (inputs + outputs));
    const kernel = table(inputs, outputs, () => f(limit * (2 * uniform() - 1)));
    return { kernel, bias: new Array<number>(outputs).fill(0) };
  });
}

export function copyOf(network: Network): Network {
  return network.map(({ kernel, bias }) => ({ kernel: kernel.map((row) => [...row]), bias: [...bias] }));
}

/** Layer by layer, the kernel before the bias. */
export function weightsOf(network: Network): number[] {
  return network.flatMap(({ kernel, bias }) => [...kernel.flat(), ...bias]);
}

export function predict(network: Network, state: readonly number[], rules: NetworkRules): number[] {
  return results(network, state, { ...rules, biasLast: false }).at(-1)!;
}

/** The results of every layer. */
function results(network: Network, state: readonly number[], rules: NetworkRules): number[][] {
  const all: number[][] = [];
  for (const [depth, { kernel, bias }] of network.entries()) {
    const input = all.at(-1) ?? state;
    const hidden = depth < network.length - 1;
    const late = hidden && rules.biasLast;
    all.push(
      bias.map((start, j) => {
        const terms = input.map((value, i) => f(value * kernel[i]![j]!));
        const sum = late ? f(sumFrom(0, terms) + start) : sumFrom(start, terms);
        return hidden ? Math.max(0, sum) : sum;
      }),
    );
  }
  return all;
}

/**
 * The gradient of a loss by the weights over a batch.
 *
 * @param slopes - of the loss by the outputs of a row
 */
export function gradient(
  network: Network,
  states: readonly number[][],
  slopes: (row: number, outputs: number[]) => number[],
  rules: NetworkRules,
): Network {
  const passes = states.map((state) => results(network, state, rules));
  let deltas = passes.map((layers, row) => slopes(row, layers.at(-1)!));
  const found: Network = [];
  for (let depth = network.length - 1; depth >= 0; depth--) {
    const { kernel, bias } = network[depth]!;
    const inputs = passes.map((layers, row) => (depth === 0 ? states[row]! : layers[depth - 1]!));
    found.unshift({
      kernel: kernel.map((_, i) =>
        bias.map((__, j) =>
          sumInParts(
            deltas.map((delta, row) => f(inputs[row]![i]! * delta[j]!)),
            rules,
          ),
        ),
      ),
      bias: bias.map((_, j) =>
        sumFrom(
          0,
          deltas.map((delta) => delta[j]!),
        ),
      ),
    });
    deltas = deltas.map((delta, row) =>
      kernel.map((weights, i) => {
        const sum = sumInParts(
          delta.map((slope, j) => f(slope * weights[j]!)),
          rules,
        );
        return rules.passes(inputs[row]![i]!) ? sum : 0;
      }),
    );
  }
  return found;
}

/** Adam as TensorFlow.js rounds it: the constants, the powers of β and every operation in single precision. */
export class ReferenceAdam {
  private readonly moments: { first: Network; second: Network };
  private power1 = f(0.9);
  private power2 = f(0.999);

  constructor(
    private readonly network: Network,
    private readonly rate: number,
    private readonly rules: NetworkRules,
  ) {
    const zero = network.map(({ kernel, bias }) => ({
      kernel: kernel.map((row) => row.map(() => 0)),
      bias: bias.map(() => 0),
    }));
    this.moments = { first: zero, second: copyOf(zero) };
  }

  step(slopes: Network): void {
    const { first, second } = this.moments;
    this.network.forEach((layer, i) => {
      for (const [row, weights] of [...layer.kernel, layer.bias].entries()) {
        const rowOf = ({ kernel, bias }: Layer) => kernel[row] ?? bias;
        this.stepRow(weights, rowOf(slopes[i]!), rowOf(first[i]!), rowOf(second[i]!));
      }
    });
    this.power1 = f(this.power1 * f(0.9));
    this.power2 = f(this.power2 * f(0.999));
  }

  private stepRow(weights: number[], slopes: number[], first: number[], second: number[]): void {
    const { corrected, leastMoment } = this.rules;
    for (const [j, g] of slopes.entries()) {
      const m = f(f(first[j]! * f(0.9)) + f(g * f(1 - 0.9)));
      const v = f(f(second[j]! * f(0.999)) + f(f(g * g) * f(1 - 0.999)));
      first[j] = Math.abs(m) >= leastMoment ? m : 0;
      second[j] = v >= leastMoment ? v : 0;
      const slope = corrected ? f(first[j]! / f(1 - this.power1)) : first[j]!;
      const square = corrected ? f(second[j]! / f(1 - this.power2)) : second[j]!;
      const scale = f(f(Math.sqrt(square)) + f(1e-7));
      weights[j] = f(f(f(slope / scale) * -f(this.rate)) + weights[j]!);
    }
  }
}

function sumFrom(start: number, terms: readonly number[]): number {
  return terms.reduce((sum, term) => f(sum + term), start);
}

/** A sum of sums of so many terms each. */
function sumInParts(terms: readonly number[], { part }: NetworkRules): number {
  const parts: number[] = [];
  for (let k = 0; k < terms.length; k += part) parts.push(sumFrom(0, terms.slice(k, k + part)));
  return parts.reduce((sum, value) => f(sum + value));
}

function table(rows: number, columns: number, value: () => number): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, value));
}
