import { errorOfProduct, errorOfSum, HALVING } from './error-free.js';
import type { RunningSums } from './running-sums.js';

/**
 * Mean and spread of numbers that change, from Σx and Σx². The difference N·Σx² − (Σx)² loses as many digits as the
 * numbers are alike; so each x² is kept without an error, as a rounded square and what the rounding left out.
 */

/** How many numbers {@link powers} makes of one. */
export const POWERS = 3;

/**
 * Writes x, x² rounded and what the rounding left out to the first three of `out`, x being `values[at]` and |x| < 2⁵¹¹
 * (TwoSquare: Shewchuk 1997). As `errorOfProduct`, but without passing a double.
 */
export function powers(values: Float64Array, at: number, out: Float64Array): void {
  const x = values[at]!;
  const square = x * x;
  const high = HALVING * x - (HALVING * x - x);
  const low = x - high;
  out[0] = x;
  out[1] = square;
  out[2] = high * high - square + 2 * high * low + low * low;
}

/**
 * Population standard deviation of `count` numbers, of which the first three of `sums` add up the powers; 0 where there
 * are none. O(1). With u = 2⁻⁵³, M changes and ρ the largest root mean square √(Σx²/N) on the way,
 *
 *     |result − exact| ≤ 3u · exact + u ρ √(15 M + 30)
 *
 * N·Σx² is off by 5 M u² (N ρ)², (Σx)² by 10 M u² (N ρ)², and their difference rounds to within 26 u² (N ρ)²; the root of all
 * that is what there is to see where all numbers are alike.
 */
export function standardDeviation(count: number, { high, low }: RunningSums): number {
  const [sum, squares, errors] = [high[0]!, high[1]!, high[2]!];
  const product = count * squares;
  const square = sum * sum;
  const difference = product - square;
  const rest =
    errorOfProduct(count, squares, product) -
    errorOfProduct(sum, sum, square) +
    (count * (low[1]! + errors) - 2 * sum * low[0]!);
  const variance = difference + (errorOfSum(product, -square, difference) + rest);
  return count === 0 ? 0 : Math.sqrt(Math.max(0, variance)) / count;
}
