import { floatBelow } from './bid-slots.js';
import { kernelBinary } from './screen-binary.js';

/** Servers of a block; 4-byte words of its lines, of the least of them and of its part of the list. */
const BLOCK = 32;
const LINES = 2 * BLOCK;
const MINIMA = 4;
const LIST = 2 * BLOCK;
/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;

/** Words in which numbers pass between here and the kernel, and how many there are. */
const LOAD = 0;
const MARGIN = 1;
const LIMIT = 2;
const PASSED = 4;

/** How far a slope is taken down, relatively, so that it may meet a load that was rounded up and a product that will be. */
const SLACK = 2 ** -22;

/** The greatest number of single precision: infinite lines are above it. */
const GREATEST = 2 ** 128 - 2 ** 104;

type Exports = Record<'screen' | 'below', (...numbers: number[]) => number>;

/**
 * Lines below the bids of all servers, in single precision, and which of them are low at a task load: the SIMD kernel of
 * kernel/screen.ts with a memory of its own, 16.5 bytes a server. What it says of a line is never above the line itself.
 */
export class ScreenLines {
  /** The memory. What is listed lies from word `listAt` on: of each server its id, in `words`, and its line at the load, in `floats`. */
  floats: Float32Array;
  words: Int32Array;
  listAt = PASSED;
  /** How high {@link below} goes: a field, because a number that crosses a call may be allocated. */
  wanted = 0;
  private minimaAt = PASSED;
  private blocks = 0;
  private readonly memory = new WebAssembly.Memory({ initial: 1 });
  private readonly run: Exports;

  /** @param binary - the compiled kernel as base64 */
  constructor(binary = kernelBinary) {
    const module = new WebAssembly.Module(Buffer.from(binary, 'base64'));
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.run = instance.exports as unknown as Exports;
    this.floats = new Float32Array(this.memory.buffer);
    this.words = new Int32Array(this.memory.buffer);
  }

  /** Servers for which there is room. */
  get room(): number {
    return BLOCK * this.blocks;
  }

  /** Makes room for `servers` in all. Lines stay; those of the new are infinite. */
  grow(servers: number): void {
    const known = PASSED + LINES * this.blocks;
    this.blocks = Math.ceil(servers / BLOCK);
    this.minimaAt = PASSED + LINES * this.blocks;
    this.listAt = this.minimaAt + MINIMA * this.blocks;
    const missing = 4 * (this.listAt + LIST * this.blocks) - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    this.floats = new Float32Array(this.memory.buffer);
    this.words = new Int32Array(this.memory.buffer);
    this.floats.fill(Number.POSITIVE_INFINITY, known, this.minimaAt);
  }

  /** Takes over the line of a server as {@link BidFunctions.lowerLine} writes it: one that is withdrawn is never listed. */
  set(server: number, line: Float64Array): void {
    const at = PASSED + LINES * (server >>> 5) + (server & 31);
    const slope = line[0]!;
    const intercept = line[1]!;
    if (line[2] === Number.POSITIVE_INFINITY) this.put(at, line[2], line[2]);
    // What is no number bounds nothing.
    else if (!Number.isFinite(slope + intercept)) this.put(at, 0, Number.NEGATIVE_INFINITY);
    else this.put(at, floatBelow(slope - SLACK * Math.abs(slope)), floatBelow(intercept));
  }

  private put(at: number, slope: number, intercept: number): void {
    this.floats[at] = slope;
    this.floats[at + BLOCK] = intercept;
  }

  /**
   * Lists who is above the second-lowest of the least lines of all blocks by no more than some roundings and `margin`: two or
   * more, where there are two.
   *
   * @param taskLoad - from 1e-30 to 1e18
   * @returns how many are listed
   */
  lowest(taskLoad: number, margin: number): number {
    this.floats[LOAD] = taskLoad;
    this.floats[MARGIN] = margin;
    return this.run.screen(4 * PASSED, this.blocks, 4 * this.minimaAt, 4 * this.listAt);
  }

  /** Lists whose line is not above `wanted` at the load of the last call of {@link lowest}. Returns how many. */
  below(): number {
    this.floats[LIMIT] = Math.min(-floatBelow(-this.wanted), GREATEST);
    return this.run.below(4 * PASSED, this.blocks, 4 * this.minimaAt, 4 * this.listAt);
  }

  /** Who has a line above it is not listed. */
  get limit(): number {
    return this.floats[LIMIT]!;
  }
}
