/** 32-bit words of a slot. */
export const SLOT = 4;
/** Where the slope and intercept of the line stand in a slot, what a unit of noise adds to the bid, and the server. */
export const SLOPE = 0;
export const INTERCEPT = 1;
export const NOISE_FACTOR = 2;
export const SERVER = 3;

/** Keys from which a pivot is taken, of ranges of more slots than the second; and those that tell how far keys spread. */
const SAMPLE = 31;
const SAMPLED = 600;
const SPREAD = 256;

/**
 * Servers and the lines below their bids, four 32-bit words side by side, so that looking at one costs one cache miss.
 * Lines are rounded down to single precision: they stay below.
 */
export class BidSlots {
  readonly floats: Float32Array;
  readonly words: Int32Array;
  /** The key about which `divide` has ordered slots. */
  pivot = 0;
  private lower = 0;
  private upper = 0;
  private readonly sample = new Float64Array(SAMPLE);

  constructor(count: number) {
    this.floats = new Float32Array(SLOT * count);
    this.words = new Int32Array(this.floats.buffer);
  }

  /** Writes a server and its line, which was rounded down. */
  put(slot: number, server: number, line: Float32Array): void {
    const at = SLOT * slot;
    this.floats[at + SLOPE] = line[SLOPE]!;
    this.floats[at + INTERCEPT] = line[INTERCEPT]!;
    this.floats[at + NOISE_FACTOR] = line[NOISE_FACTOR]!;
    this.words[at + SERVER] = server;
  }

  serverIn(slot: number): number {
    return this.words[SLOT * slot + SERVER]!;
  }

  /** Whether `put` would leave a slot's line as it is. */
  holds(slot: number, line: Float32Array): boolean {
    const at = SLOT * slot;
    return (
      this.floats[at + SLOPE] === line[SLOPE] &&
      this.floats[at + INTERCEPT] === line[INTERCEPT] &&
      this.floats[at + NOISE_FACTOR] === line[NOISE_FACTOR]
    );
  }

  /** Whether two slots have the same line. */
  sameLine(one: number, other: number): boolean {
    const { floats } = this;
    const a = SLOT * one;
    const b = SLOT * other;
    return floats[a + SLOPE] === floats[b + SLOPE] && floats[a + INTERCEPT] === floats[b + INTERCEPT];
  }

  /** Copies slot `from` of `source` to slot `to`. */
  copy(source: BidSlots, from: number, to: number): void {
    const a = SLOT * from;
    const b = SLOT * to;
    for (let i = 0; i < SLOT; i++) this.words[b + i] = source.words[a + i]!;
  }

  /**
   * Orders the slots `from..to` about a place by `load` · slope + `weight` · intercept: none before it has then a greater
   * key than `pivot`, and none from it on a lesser one. The place is `wanted` where the slots are few; of many it may be
   * off by an eighth of them, which saves a third of the time. Returns it.
   */
  divide(load: number, weight: number, from: number, to: number, wanted: number): number {
    const count = to - from;
    if (count >= SAMPLED) {
      this.partition(load, weight, from, to, wanted);
      if (Math.abs(this.upper - wanted) < count / 8) return this.upper;
    }
    this.select(load, weight, from, to, wanted);
    return wanted;
  }

  /** Hoare's quickselect (1961), with pivots from samples, as Floyd and Rivest (1975) have them. */
  private select(load: number, weight: number, from: number, to: number, place: number): void {
    let low = from;
    let high = to;
    while (high > low) {
      this.partition(load, weight, low, high, place);
      if (place <= this.lower) high = this.lower;
      else if (place >= this.upper) low = this.upper;
      else break;
    }
    this.pivot = this.key(place, load, weight);
  }

  /** Puts what is less than a pivot up to `lower`, and what is greater from `upper` on. */
  private partition(load: number, weight: number, low: number, high: number, place: number): void {
    const pivot = this.pivotOf(load, weight, low, high, place);
    let i = low;
    let j = high;
    while (i <= j) {
      while (this.key(i, load, weight) < pivot) i++;
      while (this.key(j, load, weight) > pivot) j--;
      if (i <= j) this.swap(i++, j--);
    }
    this.pivot = pivot;
    this.lower = j;
    this.upper = i;
  }

  /** A key of `low..high` that is about as far among the keys as `place` is among the slots. */
  private pivotOf(load: number, weight: number, low: number, high: number, place: number): number {
    const { sample } = this;
    const count = high - low;
    if (count < SAMPLED) return this.key((low + high) >> 1, load, weight);
    for (let i = 0; i < SAMPLE; i++) {
      const key = this.key(low + Math.floor(((i + 0.5) * count) / SAMPLE), load, weight);
      let at = i;
      for (; at > 0 && sample[at - 1]! > key; at--) sample[at] = sample[at - 1]!;
      sample[at] = key;
    }
    return sample[Math.floor(((place - low) * (SAMPLE - 1)) / count + 0.5)]!;
  }

  /** `load` · slope + `weight` · intercept of a slot; infinite where the server is withdrawn. */
  key(slot: number, load: number, weight: number): number {
    const slope = this.floats[SLOT * slot + SLOPE]!;
    if (slope === Number.POSITIVE_INFINITY) return slope;
    return load * slope + weight * this.floats[SLOT * slot + INTERCEPT]!;
  }

  /** Largest less smallest of the finite keys of some slots of `from..to`, `to` excluded: of all, where they are few. */
  spread(load: number, weight: number, from: number, to: number): number {
    const step = Math.ceil((to - from) / SPREAD);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i += step) {
      const key = this.key(i, load, weight);
      if (key < low) low = key;
      if (key > high && key < Number.POSITIVE_INFINITY) high = key;
    }
    return high - low;
  }

  private swap(one: number, other: number): void {
    const { words } = this;
    const a = SLOT * one;
    const b = SLOT * other;
    for (let i = 0; i < SLOT; i++) {
      const word = words[a + i]!;
      words[a + i] = words[b + i]!;
      words[b + i] = word;
    }
  }
}

/** Single precision rounds by at most half of this, relatively, and by less than the second, absolutely. */
const STEP = 2 ** -23;
const SMALLEST = 2 ** -126;
/** What is greater is taken down to it, so that products of two stay in range. */
const LARGE = 1e18;

/**
 * A number of single precision below `value`, by at least 2⁻²⁴ of it: so far that sums and products of such numbers,
 * rounded to single precision, are not above what they stand for.
 */
export function floatBelow(value: number): number {
  if (value > LARGE) return value === Number.POSITIVE_INFINITY ? value : LARGE;
  return Math.fround(value - Math.abs(value) * STEP - SMALLEST);
}
