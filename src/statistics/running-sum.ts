import { errorOfSum } from './error-free.js';

/**
 * A sum of real numbers that may be taken back again: an unevaluated pair of doubles, "double-double" (Dekker 1971;
 * Hida, Li & Bailey 2001), after each change normalised so that its first is the sum rounded to nearest.
 *
 * With u = 2⁻⁵³ and P a bound on every number and on every sum on the way, a change adds at most 5u²P to the error:
 * of its operations only two round, one at most 2uP large and the other 3uP. So after M changes
 *
 *     |high + low − exact sum| ≤ 5 M u² P        and        |high − exact sum| ≤ u·|exact sum| + 5 M u² P
 *
 * Compensation alone (Neumaier 1974; Ogita, Rump & Oishi 2005) has M² in place of M. 8 ns a change.
 */
export class RunningSum {
  /** The sum, rounded to nearest. */
  high = 0;
  /** What the rounding left out. */
  low = 0;

  /** Adds a number; to take it back, add its negative. */
  add(value: number): void {
    this.change(0, value);
  }

  /**
   * Takes `from` back and adds `to`, and `rest` besides, which is small against them: at most 3u of the larger.
   * Rests r add at most 9u²P a change to the bound of the error.
   */
  change(from: number, to: number, rest = 0): void {
    const step = to - from;
    const sum = this.high + step;
    const low = errorOfSum(this.high, step, sum) + (this.low + (errorOfSum(to, -from, step) + rest));
    this.high = sum + low;
    // Exact although `low` may be the larger: `sum` is a multiple of its last place (Boldo, Graillat & Muller 2017).
    this.low = low - (this.high - sum);
  }

  /** Starts anew from 0, without an error. */
  clear(): void {
    this.high = 0;
    this.low = 0;
  }
}
