import { expect } from 'vitest';
import type { Uniform } from '../../src/random/distribution.js';
import { POWERS, powers, standardDeviation } from '../../src/statistics/power-sums.js';
import { RunningSums } from '../../src/statistics/running-sums.js';
import { exactDeviation, exactSum, nearest, units } from './exact.js';

/** Unit roundoff of doubles. */
export const U = 2 ** -53;

/** Numbers that change, with what the documented bounds of errors are made of. */
export interface Changes {
  /** Current values. */
  readonly values: Float64Array;
  /** Changes so far. */
  count: number;
  /** Current and largest Σx, up to rounding. */
  sum: number;
  peak: number;
  /** The same of Σx². */
  squares: number;
  squaresPeak: number;
}

/** `size` numbers that are 0. */
export function changes(size: number): Changes {
  return { values: new Float64Array(size), count: 0, sum: 0, peak: 0, squares: 0, squaresPeak: 0 };
}

/** Sets one value and returns what it was. */
export function set(state: Changes, at: number, to: number): number {
  const from = state.values[at]!;
  state.values[at] = to;
  state.count++;
  state.sum += to - from;
  state.squares += to * to - from * from;
  state.peak = Math.max(state.peak, state.sum);
  state.squaresPeak = Math.max(state.squaresPeak, state.squares);
  return from;
}

/** Room for the rounding of what a bound is made of. */
const ROOM = 1 + 1e-6;

/** What the doc comment of `RunningSums` promises of a sum of numbers ≥ 0, before it is rounded. */
export function expectPair(high: number, low: number, state: Changes): void {
  let exact = 0n;
  for (const value of state.values) exact += units(value);
  const left = Math.abs(nearest(units(high) + units(low) - exact));
  expect(left).toBeLessThanOrEqual(5 * state.count * U * U * state.peak * ROOM);
}

/** And after. */
export function expectSum(sum: number, { values, count, peak }: Changes): void {
  const exact = exactSum(values);
  // The exact sum is rounded here as well: u more.
  expect(Math.abs(sum - exact)).toBeLessThanOrEqual(2 * U * exact + 5 * count * U * U * peak * ROOM);
}

/** What the doc comment of `standardDeviation` promises of numbers ≥ 0. */
export function expectDeviation(deviation: number, { values, count, squaresPeak }: Changes): void {
  const exact = exactDeviation([...values]);
  const rms = Math.sqrt(squaresPeak / values.length);
  const bound = 3 * U * exact + U * rms * Math.sqrt(15 * count + 30) * ROOM;
  expect(Math.abs(deviation - exact)).toBeLessThanOrEqual(bound);
}

/** Sum and spread of numbers that change, as the totals of a fleet keep them. */
export class Spread {
  protected readonly sums = new RunningSums(POWERS);
  private readonly numbers = new Float64Array(2);
  private readonly before = new Float64Array(POWERS);
  private readonly after = new Float64Array(POWERS);

  change(from: number, to: number): void {
    this.numbers.set([from, to]);
    powers(this.numbers, 0, this.before);
    powers(this.numbers, 1, this.after);
    this.replace(this.before, this.after);
  }

  /** Throws where sum or deviation are out of their bounds. */
  expectWithin(state: Changes): void {
    expectSum(this.sums.high[0]!, state);
    expectDeviation(standardDeviation(state.values.length, this.sums), state);
  }

  protected replace(before: Float64Array, after: Float64Array): void {
    this.sums.change(before, after);
  }
}

/**
 * Sets values at random: loads that come and go, of all sizes; then empties all but the first. `step` is told of
 * each change.
 */
export function play(
  state: Changes,
  turns: number,
  uniform: Uniform,
  step: (from: number, to: number) => void,
): void {
  const size = state.values.length;
  for (let turn = 0; turn < turns; turn++) {
    const at = Math.floor(size * uniform());
    const to = uniform() < 0.3 ? 0 : uniform() * 10 ** (12 * uniform() - 4);
    step(set(state, at, to), to);
  }
  for (let at = 1; at < size; at++) step(set(state, at, 0), 0);
}
