import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { RunningSum } from '../../src/statistics/running-sum.js';
import { changes, expectPair, expectSum, play, set } from './running.js';

/** Keeps no account of what rounding left out. */
class Uncompensated extends RunningSum {
  override change(from: number, to: number): void {
    this.high += to - from;
  }
}

/** Takes nothing back. */
class Forgetful extends RunningSum {
  override change(_from: number, to: number): void {
    super.change(0, to);
  }
}

/** Compensates for the last rounding only. */
class ShortSighted extends RunningSum {
  override change(from: number, to: number): void {
    this.low = 0;
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

const withinBound = (create: () => RunningSum) =>
  fc.property(story, (steps) => {
    const state = changes(5);
    const sum = create();
    for (const { at, to } of steps) {
      sum.change(set(state, at, to), to);
      expectPair(sum, state);
      expectSum(sum.high, state);
    }
  });

describe('a running sum', () => {
  test('is within its bound of the exact sum after every change', () => {
    fc.assert(
      withinBound(() => new RunningSum()),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('is within its bound after 100,000 changes, with all but one number gone', () => {
    const state = changes(100);
    const sum = new RunningSum();
    play(state, 100_000, new Streams(1).uniform('sum'), (from, to) => sum.change(from, to));
    expectPair(sum, state);
    expectSum(sum.high, state);
  });

  test('of numbers that are added is their sum rounded once, and is 0 once cleared', () => {
    const sum = new RunningSum();
    for (const value of [1e16, 1, 1, -1e16, 0.1]) sum.add(value);
    expect(sum.high).toBe(2.1);
    sum.clear();
    expect([sum.high, sum.low]).toEqual([0, 0]);
  });
});

test.each([Uncompensated, Forgetful, ShortSighted])('the bound catches a sum that is %s', (Mutant) => {
  const { failed } = fc.check(
    withinBound(() => new Mutant()),
    { seed: 2, numRuns: 200 },
  );
  expect(failed).toBe(true);
});
