import { kernelBinary } from './kernel-binary.js';

/** Numbers in a page of WebAssembly memory. */
const PAGE = 16_384;

/** What becomes of the sums of {@link Kernel.multiply}: stored, stored as max(0, sum), added to what is there. */
export const Finish = { store: 0, rectify: 1, add: 2 } as const;

/** A matrix in the kernel's memory: element (i, j) is number `at + i·row + j·column`. */
export interface Matrix {
  readonly at: number;
  readonly row: number;
  /** 1 but for the left factor of a product. */
  readonly column?: number;
}

/** The constants of one step of Adam; see kernel/adam.ts. */
export interface AdamStep {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** 1 − β₁ᵗ */
  readonly warm1: number;
  /** 1 − β₂ᵗ */
  readonly warm2: number;
  readonly epsilon: number;
}

type Exports = Record<
  'adam' | 'gate' | 'multiply' | 'rectify' | 'sumRows' | 'transpose',
  (...numbers: number[]) => void
>;

/**
 * The SIMD arithmetic of dense networks (kernel/) with a memory of its own. Positions and lengths are counted in
 * numbers (4 bytes); what vectors run over begins at a multiple of 4 and has a multiple of 4 numbers.
 */
export class Kernel {
  private readonly memory = new WebAssembly.Memory({ initial: 1 });
  private readonly run: Exports;
  private view = new Float32Array(this.memory.buffer);
  /** Position 0 is nowhere. */
  private used = 4;

  /** @param binary - the compiled kernel as base64 */
  constructor(binary = kernelBinary) {
    const module = new WebAssembly.Module(Buffer.from(binary, 'base64'));
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.run = instance.exports as unknown as Exports;
  }

  /** The memory. Allocation may replace it: to be asked for anew after one. */
  get floats(): Float32Array {
    return this.view;
  }

  /**
   * `count` numbers, all 0, for the life of the kernel.
   *
   * @returns the position of the first, a multiple of 4
   * @throws RangeError beyond 4 GiB
   */
  allocate(count: number): number {
    const at = this.used;
    this.used += padded(count);
    const missing = Math.ceil((this.used - this.view.length) / PAGE);
    if (missing > 0) this.grow(missing);
    return at;
  }

  /** By half of what there is, so that many small allocations copy little; by what is needed near the limit. */
  private grow(missing: number): void {
    const pages = this.view.length / PAGE;
    const most = 65_536 - pages;
    this.memory.grow(Math.max(missing, Math.min(pages >> 1, most)));
    this.view = new Float32Array(this.memory.buffer);
  }

  /**
   * C = start + A·B over `rows` × `inner` × `width`: every sum takes its terms in ascending order, each operation
   * rounded to single precision.
   *
   * @param start - position of the row in which the sums start; 0 for sums that start at zero
   */
  multiply(
    a: Matrix,
    b: Matrix,
    c: Matrix,
    rows: number,
    inner: number,
    width: number,
    start: number,
    finish: number,
  ): void {
    const column = a.column ?? 1;
    this.run.multiply(
      4 * a.at,
      4 * a.row,
      4 * column,
      4 * b.at,
      4 * b.row,
      4 * c.at,
      4 * c.row,
      rows,
      inner,
      4 * width,
      4 * start,
      finish,
    );
  }

  /** y = max(0, y + bias) over `rows` rows of `width`. */
  rectify(y: number, bias: number, rows: number, width: number): void {
    this.run.rectify(4 * y, 4 * bias, rows, 4 * width);
  }

  /** dy = dy where y > 0, else 0, over `count` numbers. */
  gate(dy: number, y: number, count: number): void {
    this.run.gate(4 * dy, 4 * y, 4 * count);
  }

  /** sum = the sum of `rows` rows of `width`, from the first on. */
  sumRows(x: number, rows: number, width: number, sum: number): void {
    this.run.sumRows(4 * x, rows, 4 * width, 4 * sum);
  }

  /** to(j, i) = from(i, j) over `rows` × `columns`. */
  transpose(from: Matrix, rows: number, columns: number, to: Matrix): void {
    this.run.transpose(4 * from.at, 4 * from.row, rows, columns, 4 * to.at, 4 * to.row);
  }

  /** One step of Adam over `count` weights, with their gradient and moments. */
  adam(
    weights: number,
    gradient: number,
    first: number,
    second: number,
    count: number,
    step: AdamStep,
  ): void {
    this.run.adam(
      4 * weights,
      4 * gradient,
      4 * first,
      4 * second,
      4 * count,
      step.rate,
      step.beta1,
      step.beta2,
      1 - step.beta1,
      1 - step.beta2,
      step.warm1,
      step.warm2,
      step.epsilon,
    );
  }
}

/** `count` rounded up to whole vectors of four. */
export function padded(count: number): number {
  return Math.ceil(count / 4) * 4;
}
