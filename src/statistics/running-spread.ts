import { errorOfProduct, errorOfSquare, errorOfSum } from './error-free.js';
import { RunningSum } from './running-sum.js';

/**
 * Sum and standard deviation of numbers that change, from Σx and Σx². The difference N·Σx² − (Σx)² loses as many
 * digits as the numbers are alike; here both are kept, and subtracted, in twice the precision of a double.
 *
 * With u = 2⁻⁵³, M changes and ρ the largest root mean square √(Σx²/N) on the way:
 *
 *     |standardDeviation − exact| ≤ 3u · exact + u ρ √(24 M + 20)
 *
 * Σx² is off by at most 14 M u² N ρ² and (Σx)² by 10 M u² (N ρ)², their difference rounds to within 20 u² (N ρ)²; the
 * root of all that is what is left to see where all numbers are alike. Where all are 0 both results are exactly 0, and
 * M counts from there. 14 ns a change.
 */
export class RunningSpread {
  private readonly numbers = new RunningSum();
  private readonly squares = new RunningSum();
  private nonzero = 0;

  /** Σx, with the error of a {@link RunningSum}. */
  get sum(): number {
    return this.numbers.high;
  }

  /** Replaces a number by another: one joins as a change from 0, and leaves as one to 0. |x| < 2⁵¹¹. */
  change(from: number, to: number): void {
    this.numbers.change(from, to);
    const before = from * from;
    const after = to * to;
    this.squares.change(before, after, errorOfSquare(to, after) - errorOfSquare(from, before));
    if (from === 0) this.nonzero++;
    if (to === 0 && --this.nonzero === 0) this.clear();
  }

  /** Population standard deviation of `count` numbers, those that are 0 among them; 0 where there are none. O(1). */
  standardDeviation(count: number): number {
    const { numbers, squares } = this;
    const first = count * squares.high;
    const second = numbers.high * numbers.high;
    const difference = first - second;
    const rest =
      errorOfProduct(count, squares.high, first) -
      errorOfSquare(numbers.high, second) +
      (count * squares.low - 2 * numbers.high * numbers.low);
    const total = difference + (errorOfSum(first, -second, difference) + rest);
    return count === 0 ? 0 : Math.sqrt(Math.max(0, total)) / count;
  }

  private clear(): void {
    this.numbers.clear();
    this.squares.clear();
  }
}
