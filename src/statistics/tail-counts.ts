import { mostNumber, QuantileSketch } from './quantile-sketch.js';

/** Joined buckets hold at most this share of the values above them. */
const SHARE = 1 / 128;

/**
 * Counts of values in little space, as plain data: pairs of a bucket of a {@link QuantileSketch} and
 * its count, from the top down; in place of each number but the first, how far it is below the one
 * before. Neighbouring buckets are joined as long as they hold at most 1/128 of the values above them
 * together, and then stand at the bucket of their median: so a share of values above something is off
 * by at most 1/256 of itself, and of whole numbers up to 4096, where they are many, by nothing. Some
 * 1,000 pairs for 100,000 values, which is 5 KB as text; 1,300 for a million.
 */
export type TailCounts = readonly number[];

/** The counts of all of `sketches` together. */
export function tailCounts(sketches: readonly QuantileSketch[]): TailCounts {
  const pairs: number[] = [];
  let last = 0;
  let above = 0;
  let joined: (readonly [number, number])[] = [];
  let size = 0;
  const close = (): void => {
    if (size === 0) return;
    const number = medianOf(joined, size);
    pairs.push(pairs.length === 0 ? number : last - number, size);
    last = number;
    above += size;
    joined = [];
    size = 0;
  };
  for (const pair of QuantileSketch.counts(sketches)) {
    if (size + pair[1] > above * SHARE) close();
    joined.push(pair);
    size += pair[1];
  }
  close();
  return pairs;
}

/**
 * Whether whole numbers ≥ 0 are such counts.
 *
 * @param most - values that they are of, at most
 */
export function isTailCounts(numbers: readonly number[], most: number): boolean {
  if (numbers.length % 2 !== 0) return false;
  let [values, last] = [0, mostNumber + 1];
  for (const [number, count] of pairsOf(numbers)) {
    values += count;
    if (number < 0 || number >= last || count === 0 || values > most) return false;
    last = number;
  }
  return true;
}

/** Pairs of a bucket's number and its count, from the top down. */
export function* pairsOf(counts: TailCounts): Generator<readonly [number, number]> {
  let number = 0;
  for (let i = 0; i < counts.length; i += 2) {
    number = i === 0 ? counts[0]! : number - counts[i]!;
    yield [number, counts[i + 1]!];
  }
}

/** The number of the bucket that holds the middle one of `size` values. */
function medianOf(joined: readonly (readonly [number, number])[], size: number): number {
  let seen = 0;
  for (const [number, count] of joined) {
    seen += count;
    if (2 * seen >= size) return number;
  }
  return joined.at(-1)![0];
}
