import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { powers, standardDeviation } from '../../src/statistics/power-sums.js';
import { RunningSums } from '../../src/statistics/running-sums.js';
import { units } from './exact.js';
import { changes, play, Spread, set } from './running.js';

/** Rounds the squares before it sums them up. */
class RoundedSquares extends Spread {
  protected override replace(before: Float64Array, after: Float64Array): void {
    before[2] = 0;
    after[2] = 0;
    super.replace(before, after);
  }
}

/** Takes the number back, but not its square. */
class HalfForgetful extends Spread {
  protected override replace(before: Float64Array, after: Float64Array): void {
    before[1] = 0;
    super.replace(before, after);
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

const withinBound = (create: () => Spread) =>
  fc.property(story, (steps) => {
    const state = changes(5);
    const spread = create();
    for (const { at, to } of steps) {
      spread.change(set(state, at, to), to);
      spread.expectWithin(state);
    }
  });

describe('sum and deviation from power sums', () => {
  test('are within their bounds of the exact ones after every change', () => {
    fc.assert(
      withinBound(() => new Spread()),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('are within their bounds after 100,000 changes, with all but one number gone', () => {
    const state = changes(100);
    const spread = new Spread();
    play(state, 100_000, new Streams(1).uniform('spread'), (from, to) => spread.change(from, to));
    spread.expectWithin(state);
  });

  test('are 0 where there are no numbers', () => {
    expect(standardDeviation(0, new RunningSums(3))).toBe(0);
  });
});

test('a square and what its rounding left out are the exact square', () => {
  const numbers = fc.oneof(
    fc.double({ min: -1e100, max: 1e100, noNaN: true }),
    fc.constantFrom(0, 1, 3, 0.1),
  );
  const property = fc.property(numbers, (x) => {
    fc.pre(x === 0 || Math.abs(x) > 1e-100);
    const out = new Float64Array(3);
    powers(Float64Array.of(5, x), 1, out);
    expect(out[0]).toBe(x);
    expect((units(out[1]!) + units(out[2]!)) << 1074n).toBe(units(x) * units(x));
  });
  fc.assert(property, { seed: 3, numRuns: 2000 });
});

test.each([RoundedSquares, HalfForgetful])('the bound catches a spread of %s', (Mutant) => {
  const { failed } = fc.check(
    withinBound(() => new Mutant()),
    { seed: 2, numRuns: 500 },
  );
  expect(failed).toBe(true);
});
