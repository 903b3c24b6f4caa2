import seedrandom from 'seedrandom';

/**
 * The counter-based draws of docs/model.md, "Randomness", said again with unbounded integers: no shifts with
 * signs, no Math.imul, nothing shared with src/random.
 */

const WORD = 1n << 32n;

/** The first word of the Alea stream `seed/name`, as an unsigned number. */
export function streamKey(seed: number, name: string): number {
  return ((seedrandom.alea(`${seed}/${name}`).int32() % 2 ** 32) + 2 ** 32) % 2 ** 32;
}

/** The stream `seed/name` of uniform doubles. */
export function streamOf(seed: number, name: string): () => number {
  return seedrandom.alea(`${seed}/${name}`).double;
}

/** Philox2x32-10 of Salmon, Moraes, Dror and Shaw (2011), by its published definition. */
export function philox2x32(counter: [number, number], key: number): [number, number] {
  let left = BigInt(counter[0]);
  let right = BigInt(counter[1]);
  let k = BigInt(key);
  for (let round = 0; round < 10; round++) {
    const product = left * 0xd256d193n;
    const high = product / WORD;
    const low = product % WORD;
    left = high ^ k ^ right;
    right = low;
    k = (k + 0x9e3779b9n) % WORD;
  }
  return [Number(left), Number(right)];
}

/** Uniform on [0, 1) at (entity, step, index): the block's 64 bits without the last 11, over 2^53. */
export function uniformAt(key: number, entity: number, step: number, index: number): number {
  const [high, low] = philox2x32([step, entity * 256 + index], key);
  const bits = (BigInt(high) * WORD + BigInt(low)) / 2n ** 11n;
  return Number(bits) / 2 ** 53;
}

/** Standard normal at (entity, step, index): Box and Muller, from this index and the next. */
export function normalAt(key: number, entity: number, step: number, index: number): number {
  const first = uniformAt(key, entity, step, index);
  const second = uniformAt(key, entity, step, index + 1);
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}

/** Uniform on [0, 1) for the pair of a task's try and a server: the mixer under a Philox key. */
export function pairUniform(key: number, task: number, attempt: number, server: number): number {
  const [first, second] = philox2x32([task, attempt], key);
  let h = BigInt(server) ^ BigInt(first);
  h ^= h / 2n ** 17n;
  h = (h * 0xed5ad4bbn) % WORD;
  h ^= (h / 2n ** 11n) ^ BigInt(second);
  h = (h * 0xac4c1b51n) % WORD;
  h ^= h / 2n ** 15n;
  h = (h * 0x31848babn) % WORD;
  h ^= h / 2n ** 14n;
  return Number(h) / 2 ** 32;
}
