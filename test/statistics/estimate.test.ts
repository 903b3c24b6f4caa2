import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { estimateOf, halfWidth, pValue } from '../../src/statistics/estimate.js';
import { normals } from './draws.js';

describe('an estimate from independent values', () => {
  test('has the mean, and the standard error with n − 1, of a list done by hand', () => {
    // Deviations −3, −1, −1, −1, 0, 0, 2, 4: 32 in squares.
    expect(estimateOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      mean: 5,
      error: Math.sqrt(32 / 7 / 8),
      freedom: 7,
    });
  });

  test('moves and stretches with the values', () => {
    const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 30 });
    const property = fc.property(values, fc.integer({ min: -50, max: 50 }), (list, shift) => {
      const { mean, error } = estimateOf(list);
      const moved = estimateOf(list.map((value) => -3 * value + shift));
      expect(moved.mean).toBeCloseTo(-3 * mean + shift, 9);
      expect(moved.error).toBeCloseTo(3 * error, 9);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  test('holds the true mean in its 90% interval 90 times of 100, and its p-value is uniform', () => {
    const draw = normals(new Streams(1).uniform('estimates'));
    const runs = 20_000;
    let held = 0;
    let below = 0;
    for (let run = 0; run < runs; run++) {
      const estimate = estimateOf(Array.from({ length: 6 }, () => 3 + 2 * draw()));
      if (Math.abs(estimate.mean - 3) <= halfWidth(estimate, 0.9)) held++;
      if (pValue(estimate, 3) < 0.02) below++;
    }
    // Five standard deviations of a binomial.
    expect(Math.abs(held / runs - 0.9)).toBeLessThan(5 * Math.sqrt((0.9 * 0.1) / runs));
    expect(Math.abs(below / runs - 0.02)).toBeLessThan(5 * Math.sqrt((0.02 * 0.98) / runs));
  });

  test('has a p-value that is 1 less the level of the interval that just holds the hypothesis', () => {
    const estimate = { mean: 7, error: 0.5, freedom: 12 };
    for (const level of [0.5, 0.9, 0.99, 0.9999]) {
      expect(pValue(estimate, 7 + halfWidth(estimate, level))).toBeCloseTo(1 - level, 7);
      expect(pValue(estimate, 7 - halfWidth(estimate, level))).toBeCloseTo(1 - level, 7);
    }
  });

  test('without an error holds nothing but its mean', () => {
    const exact = { mean: 2, error: 0, freedom: 3 };
    expect(halfWidth(exact, 0.99)).toBe(0);
    expect([pValue(exact, 2), pValue(exact, 2.1)]).toEqual([1, 0]);
  });
});
