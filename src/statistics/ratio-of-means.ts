import { estimateOf } from './estimate.js';
import { quantilesOf, reach, skewnessOf } from './mean-interval.js';

/** An interval of a ratio. */
export interface RatioInterval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Halvings that find an end of an interval to the last bit, whatever its size. */
const HALVINGS = 200;

/** Doublings after which an end counts as not there. */
const DOUBLINGS = 100;

/**
 * The ratio of the means of `first` and `second`, values of which come in pairs, and the interval that
 * holds the true one with probability `level`: from the ratio of the means outwards, all θ for which
 * the interval of the mean of first − θ second, as {@link meanInterval} gives it, holds 0 (Fieller 1954,
 * with the skewness of these differences). Undefined where the mean of `second` cannot be told from 0 or
 * is below: no ratio is then out of the question. O(n), and some hundred steps of O(1) for an end.
 *
 * @param freedom - degrees of freedom of errors, > 0
 */
export function ratioOfMeans(
  first: readonly number[],
  second: readonly number[],
  level: number,
  freedom: number = first.length - 1,
): RatioInterval | undefined {
  const n = first.length;
  const quantiles = quantilesOf(level, freedom);
  const a = estimateOf(first).mean;
  const b = estimateOf(second).mean;
  const sums = centralSums(first, second, a, b);
  /** The ends of the interval of the mean of u · first − v · second. */
  const ends = (u: number, v: number): { low: number; high: number } => {
    const squares = u * u * sums.aa - 2 * u * v * sums.ab + v * v * sums.bb;
    const cubes = u ** 3 * sums.aaa - 3 * u * u * v * sums.aab + 3 * u * v * v * sums.abb - v ** 3 * sums.bbb;
    const error = Math.sqrt(Math.max(0, squares) / (n - 1) / n);
    const { below, above } = reach(quantiles, n, skewnessOf(n, error, cubes));
    const mean = u * a - v * b;
    return { low: mean - below * error, high: mean + above * error };
  };
  if (!(-ends(0, 1).high > 0)) return undefined;
  const ratio = a / b;
  const size = (Math.abs(a) + Math.sqrt(sums.aa / n)) / b;
  if (size === 0) return { ratio, low: ratio, high: ratio };
  const high = furthest(ratio, size, (theta) => ends(1, theta).high >= 0);
  const low = furthest(ratio, -size, (theta) => ends(1, theta).low <= 0);
  return high === undefined || low === undefined ? undefined : { ratio, low, high };
}

/** The sums of products of two and of three distances from the means. */
function centralSums(first: readonly number[], second: readonly number[], a: number, b: number) {
  const sums = { aa: 0, ab: 0, bb: 0, aaa: 0, aab: 0, abb: 0, bbb: 0 };
  for (let i = 0; i < first.length; i++) {
    const x = first[i]! - a;
    const y = second[i]! - b;
    sums.aa += x * x;
    sums.ab += x * y;
    sums.bb += y * y;
    sums.aaa += x * x * x;
    sums.aab += x * x * y;
    sums.abb += x * y * y;
    sums.bbb += y * y * y;
  }
  return sums;
}

/** Where what is possible ends, going from `start` in the direction of `size`; undefined where it does not. */
function furthest(start: number, size: number, isPossible: (theta: number) => boolean): number | undefined {
  let inside = start;
  let step = size * 2 ** -40;
  let outside = start + step;
  for (let i = 0; isPossible(outside); i++) {
    if (i === DOUBLINGS) return undefined;
    inside = outside;
    step *= 2;
    outside = start + step;
  }
  for (let i = 0; i < HALVINGS; i++) {
    const middle = inside + (outside - inside) / 2;
    if (middle === inside || middle === outside) break;
    if (isPossible(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
