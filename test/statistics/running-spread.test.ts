import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { RunningSpread } from '../../src/statistics/running-spread.js';
import { RunningSum } from '../../src/statistics/running-sum.js';
import { changes, expectSpread, play, set } from './running.js';

/** Rounds the squares before it sums them up. */
class RoundedSquares {
  protected readonly numbers = new RunningSum();
  protected readonly squares = new RunningSum();

  get sum(): number {
    return this.numbers.high;
  }

  change(from: number, to: number): void {
    this.numbers.change(from, to);
    this.squares.change(from * from, to * to);
  }

  standardDeviation(count: number): number {
    const difference = count * this.squares.high - this.numbers.high ** 2;
    return Math.sqrt(Math.max(0, difference)) / count;
  }
}

/** Takes the number back, but not its square. */
class HalfForgetful extends RoundedSquares {
  override change(from: number, to: number): void {
    this.numbers.change(from, to);
    this.squares.add(to * to);
  }
}

/** Numbers that tie or nearly do, so that all digits cancel, and any. */
const to = fc.oneof(
  fc.constantFrom(0, 0, 0.1, 1e12, 1e6 + 0.1, 1e6 + 0.2),
  fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
);
const story = fc.oneof(
  fc.array(fc.record({ at: fc.nat({ max: 4 }), to }), { maxLength: 60, size: 'max' }),
  to.map((value) => Array.from({ length: 5 }, (_, at) => ({ at, to: value }))),
);

const withinBound = (create: () => Pick<RunningSpread, 'change' | 'sum' | 'standardDeviation'>) =>
  fc.property(story, (steps) => {
    const state = changes(5);
    const spread = create();
    for (const { at, to } of steps) {
      const from = set(state, at, to);
      spread.change(from, to);
      expectSpread(spread, state);
    }
  });

describe('a running spread', () => {
  test('is within its bound of the exact sum and deviation after every change', () => {
    fc.assert(
      withinBound(() => new RunningSpread()),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('is within its bound after 100,000 changes, with all but one number gone, and 0 after the last', () => {
    const state = changes(100);
    const spread = new RunningSpread();
    play(state, 100_000, new Streams(1).uniform('spread'), (from, to) => spread.change(from, to));
    expectSpread(spread, state);
    spread.change(state.values[0]!, 0);
    expect([spread.sum, spread.standardDeviation(100)]).toEqual([0, 0]);
  });

  test('of no numbers is 0', () => {
    expect(new RunningSpread().standardDeviation(0)).toBe(0);
  });
});

test.each([RoundedSquares, HalfForgetful])('the bound catches a spread of %s', (Mutant) => {
  const { failed } = fc.check(
    withinBound(() => new Mutant()),
    { seed: 2, numRuns: 500 },
  );
  expect(failed).toBe(true);
});
