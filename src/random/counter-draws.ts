import { philox } from './philox.js';

const TWO_POW_21 = 0x200000;
const TWO_POW_MINUS_53 = 2 ** -53;

/**
 * Draws addressed by (entity, step, index) instead of by order: the value of one address never depends on
 * which others were drawn, or whether they were. An entity is below 2²⁴, an index below 2⁸, a step below 2³².
 */
export class CounterDraws {
  private readonly block = new Uint32Array(2);

  /** @param key - 32 bits, one per stream: {@link Streams.key} */
  constructor(private readonly key: number) {}

  /** Uniform on [0, 1) with 53 random bits. O(1), no allocation. */
  uniform(entity: number, step: number, index = 0): number {
    philox(step, (entity << 8) | index, this.key, this.block);
    return ((this.block[0]! >>> 0) * TWO_POW_21 + (this.block[1]! >>> 11)) * TWO_POW_MINUS_53;
  }

  /** Standard normal by the Box–Muller transform, from the indices `index` and `index + 1`. */
  normal(entity: number, step: number, index = 0): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform(entity, step, index)));
    return radius * Math.cos(2 * Math.PI * this.uniform(entity, step, index + 1));
  }
}
