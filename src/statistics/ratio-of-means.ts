import { estimateOf } from './estimate.js';
import { studentTailQuantile } from './student-t.js';

/** An interval of a ratio. */
export interface RatioInterval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The ratio of the means of `first` and `second`, values of which come in pairs, and the interval that holds the true one with
 * probability `level`: all θ for which the mean of first − θ second is not told from 0 (Fieller 1954). So it holds 1 exactly
 * where the interval of the paired difference holds 0. Undefined where the mean of `second` cannot be told from 0: no
 * ratio is then out of the question. O(n).
 */
export function ratioOfMeans(
  first: readonly number[],
  second: readonly number[],
  level: number,
): RatioInterval | undefined {
  const [a, b, sum] = [first, second, first.map((value, i) => value + second[i]!)].map(estimateOf) as [
    ReturnType<typeof estimateOf>,
    ReturnType<typeof estimateOf>,
    ReturnType<typeof estimateOf>,
  ];
  const t = studentTailQuantile((1 - level) / 2, a.freedom);
  const covariance = (sum.error ** 2 - a.error ** 2 - b.error ** 2) / 2;
  // θ²·square − 2θ·half + rest ≤ 0 is |mean of (first − θ second)| ≤ t · its error.
  const square = b.mean ** 2 - (t * b.error) ** 2;
  const half = a.mean * b.mean - t ** 2 * covariance;
  const rest = a.mean ** 2 - (t * a.error) ** 2;
  if (!(square > 0)) return undefined;
  const root = Math.sqrt(Math.max(0, half ** 2 - square * rest));
  return { ratio: a.mean / b.mean, low: (half - root) / square, high: (half + root) / square };
}
