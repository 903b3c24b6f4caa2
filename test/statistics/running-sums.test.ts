import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { RunningSums } from '../../src/statistics/running-sums.js';
import { changes, expectPair, expectSum, play, set } from './running.js';

/** Keeps no account of what rounding left out. */
class Uncompensated extends RunningSums {
  override change(from: Float64Array, to: Float64Array): void {
    this.high[0]! += to[0]! - from[0]!;
  }
}

/** Takes nothing back. */
class Forgetful extends RunningSums {
  override change(_from: Float64Array, to: Float64Array): void {
    super.change(new Float64Array(1), to);
  }
}

/** Compensates for the last rounding only. */
class ShortSighted extends RunningSums {
  override change(from: Float64Array, to: Float64Array): void {
    this.low[0] = 0;
    super.change(from, to);
  }
}

const story = fc.array(
  fc.record({
    at: fc.nat({ max: 4 }),
    to: fc.oneof(
      fc.constantFrom(0, 0, 0.1, 1, 1e12, 1e-12),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-12, max: 1e-6, noNaN: true }),
    ),
  }),
  { maxLength: 60, size: 'max' },
);

const withinBound = (create: () => RunningSums) =>
  fc.property(story, (steps) => {
    const state = changes(5);
    const sums = create();
    for (const { at, to } of steps) {
      sums.change(Float64Array.of(set(state, at, to)), Float64Array.of(to));
      expectPair(sums.high[0]!, sums.low[0]!, state);
      expectSum(sums.high[0]!, state);
    }
  });

describe('a running sum', () => {
  test('is within its bound of the exact sum after every change', () => {
    fc.assert(
      withinBound(() => new RunningSums(1)),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('is within its bound after 100,000 changes, with all but one number gone', () => {
    const state = changes(100);
    const sums = new RunningSums(1);
    play(state, 100_000, new Streams(1).uniform('sum'), (from, to) =>
      sums.change(Float64Array.of(from), Float64Array.of(to)),
    );
    expectPair(sums.high[0]!, sums.low[0]!, state);
  });

  test('of numbers that are added is their sum rounded once, beside others, and 0 once cleared', () => {
    const sums = new RunningSums(2);
    for (const value of [1e16, 1, 1, -1e16, 0.1]) sums.add(Float64Array.of(value, 1));
    expect([...sums.high]).toEqual([2.1, 5]);
    sums.clear(1);
    expect([...sums.high, ...sums.low]).toEqual([0, 5, 0, 0]);
  });
});

test.each([Uncompensated, Forgetful, ShortSighted])('the bound catches a sum that is %s', (Mutant) => {
  const { failed } = fc.check(
    withinBound(() => new Mutant(1)),
    { seed: 2, numRuns: 200 },
  );
  expect(failed).toBe(true);
});
