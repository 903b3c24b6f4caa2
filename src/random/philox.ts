/**
 * Philox2x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers:
 * as easy as 1, 2, 3" (SC 2011), section 4.3. Ten rounds turn a 64-bit counter and a 32-bit key into 64
 * random bits; there is no state, so a draw depends on its address alone.
 */

const MULTIPLIER = 0xd256d193;
const WEYL = 0x9e3779b9;
const ROUNDS = 10;

/** Writes the block of counter (`low`, `high`) under `key` to `out[0]` and `out[1]`. Words are unsigned. */
export function philox(low: number, high: number, key: number, out: Uint32Array): void {
  let left = low >>> 0;
  let right = high >>> 0;
  let k = key >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const product = Math.imul(MULTIPLIER, left);
    left = (multiplyHigh(MULTIPLIER, left) ^ k ^ right) >>> 0;
    right = product >>> 0;
    k = (k + WEYL) >>> 0;
  }
  out[0] = left;
  out[1] = right;
}

/** The upper 32 bits of the 64-bit product of two unsigned words, by 16-bit halves. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const lower = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + (lower >>> 16)) >>> 0;
}
