import { leastOf } from './quantile-sketch.js';
import { pairsOf, type TailCounts } from './tail-counts.js';

/** Values beyond a quantile from which on it is told, and its error. */
const leastBeyond = 10;

/**
 * Whether so many of `count` values lie beyond the quantile that it is known; below, it is one of the
 * few largest values, which one task more may move far. The median is known of any number, as the mean is.
 *
 * @param share - in (0, 1)
 */
export function isKnownQuantile(share: number, count: number): boolean {
  // A tail of as many as that may be rounded to a little less.
  return count > 0 && (share <= 0.5 || (1 - share) * count >= leastBeyond - 1e-6);
}

/** A quantile of the values of several runs together. */
export interface PooledQuantile {
  readonly quantile: number;
  /**
   * One a run, as if each run had a value of its own: their mean is the quantile, and their spread shows
   * its error. See {@link pooledQuantile}.
   */
  readonly values: readonly number[];
  /** Degrees of freedom of that error, from 1 to runs − 1. */
  readonly freedom: number;
  /** Whether enough values lie beyond it, see {@link isKnownQuantile}. */
  readonly known: boolean;
}

/**
 * The quantile of the values of all runs together, and its error by the jackknife over runs (Shao and
 * Wu 1989): run i stands for q + (n − 1) (mean of all q₍ⱼ₎ − q₍ᵢ₎), q₍ᵢ₎ being the quantile without it.
 * So pairs of runs on common random numbers give pairs of values, and differences and ratios of
 * quantiles are those of means. The mean of the quantiles of single runs is another number, far too
 * low where runs are short.
 *
 * How many runs the tail comes from is (Σ c)² / Σ c² (Kish 1965), c being the values of a run beyond
 * the quantile: where few have most of the tail, the error is known as badly as from so few runs, and
 * has so many degrees of freedom, less one, but at least 1. O(pairs log pairs).
 *
 * @param runs - at least 1, each with values; of a single run the value is the quantile
 * @param share - in (0, 1)
 */
export function pooledQuantile(runs: readonly TailCounts[], share: number): PooledQuantile {
  const n = runs.length;
  const each = runs.map((counts) => new Cumulative([...pairsOf(counts)]));
  const all = new Cumulative(merged(runs));
  const tailOf = (total: number): number => (1 - share) * total;
  const whole = quantileOf(all.numbers, tailOf(all.total), (number) => all.from(number));
  const withoutOne = (own: Cumulative): number =>
    quantileOf(all.numbers, tailOf(all.total - own.total), (number) => all.from(number) - own.from(number))
      .between;
  const without = n === 1 ? [whole.value] : each.map(withoutOne);
  const center = without.reduce((sum, value) => sum + (value - without[0]!) / n, without[0]!);
  const beyond = each.map((own) => {
    const above = own.from(whole.number + 1);
    return above + whole.part * (own.from(whole.number) - above);
  });
  const squares = beyond.reduce((sum, count) => sum + count * count, 0);
  const sum = beyond.reduce((total, count) => total + count, 0);
  return {
    quantile: whole.value,
    values: without.map((value) => whole.value + (n - 1) * (center - value)),
    freedom: Math.max(1, squares === 0 ? 1 : sum ** 2 / squares - 1),
    known: isKnownQuantile(share, all.total),
  };
}

/** Counts from the top down to a bucket. */
class Cumulative {
  /** Of the buckets that have any, descending. */
  readonly numbers: readonly number[];
  private readonly sums: readonly number[];

  /** @param pairs - in descending order of their numbers */
  constructor(pairs: readonly (readonly [number, number])[]) {
    let sum = 0;
    this.numbers = pairs.map(([number]) => number);
    this.sums = pairs.map(([, count]) => {
      sum += count;
      return sum;
    });
  }

  get total(): number {
    return this.sums.at(-1)!;
  }

  /** Values in this bucket and above. O(log pairs). */
  from(number: number): number {
    const place = firstWhere(this.numbers.length, (i) => this.numbers[i]! < number);
    return place === 0 ? 0 : this.sums[place - 1]!;
  }
}

/** The pairs of all runs by descending number, those of one number made one. */
function merged(runs: readonly TailCounts[]): [number, number][] {
  const pairs = runs.flatMap((counts) => [...pairsOf(counts)]).sort(([a], [b]) => b - a);
  const found: [number, number][] = [];
  for (const [number, count] of pairs) {
    const last = found.at(-1);
    if (last && last[0] === number) last[1] += count;
    else found.push([number, count]);
  }
  return found;
}

/**
 * The greatest bucket that has more than `tail` values in it and above; with it the quantile as a
 * continuous function of the tail, to the next lower value that there is: of whole numbers the quantile
 * itself jumps, and what one run makes of it could not be seen.
 *
 * @param from - values in a bucket and above
 */
function quantileOf(numbers: readonly number[], tail: number, from: (number: number) => number) {
  // Rounding of (1 − share) · total may not make the tail a value shorter than it is.
  const allowed = tail + 1e-9 * (1 + tail);
  const place = firstWhere(numbers.length, (i) => from(numbers[i]!) > allowed);
  const number = numbers[Math.min(place, numbers.length - 1)]!;
  const above = from(number + 1);
  const own = from(number) - above;
  const part = own === 0 ? 0 : Math.min(1, Math.max(0, (tail - above) / own));
  let next = place + 1;
  while (next < numbers.length && from(numbers[next]!) === above + own) next++;
  const value = leastOf(number);
  const lower = next < numbers.length ? leastOf(numbers[next]!) : value;
  return { number, value, part, between: value - part * (value - lower) };
}

/** The first of `count` places, from 0, for which it is true, or `count`; from there on it is true for all. */
function firstWhere(count: number, isSo: (place: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
