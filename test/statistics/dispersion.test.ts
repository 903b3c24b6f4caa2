import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { giniCoefficient, jainIndex } from '../../src/statistics/dispersion.js';

const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true, minExcluded: false }), {
  minLength: 1,
  maxLength: 50,
});
const columnOf = (list: readonly number[]) => Float64Array.from(list);

describe('known spreads', () => {
  test.each([
    { list: [2, 4, 4, 4, 5, 5, 7, 9], jain: 1600 / 1856, gini: 17 / 80 },
    { list: [3, 3, 3], jain: 1, gini: 0 },
    { list: [0, 0, 0, 8], jain: 1 / 4, gini: 3 / 4 },
    { list: [0, 0], jain: 1, gini: 0 },
    { list: [7], jain: 1, gini: 0 },
  ])('of $list', ({ list, jain, gini }) => {
    const pairs = list.flatMap((a) => list.map((b) => Math.abs(a - b)));
    const sum = list.reduce((total, each) => total + each, 0);
    const byPairs = sum === 0 ? 0 : pairs.reduce((total, each) => total + each, 0) / (2 * list.length * sum);
    expect(jainIndex(columnOf(list), list.length, list.length)).toBeCloseTo(jain, 12);
    expect(giniCoefficient(columnOf(list), list.length, list.length)).toBeCloseTo(gini, 12);
    expect(byPairs).toBeCloseTo(gini, 12);
  });

  test('of no values are 1 and 0, not NaN', () => {
    expect(jainIndex(new Float64Array(0), 0, 0)).toBe(1);
    expect(giniCoefficient(new Float64Array(0), 0, 0)).toBe(0);
  });
});

describe('any spread', () => {
  test('lies in its range: Jain in [1/n, 1], Gini in [0, 1 − 1/n]', () => {
    const property = fc.property(values, (list) => {
      const n = list.length;
      // Squares of the smallest doubles underflow; below 1e-150 an index means nothing.
      fc.pre(list.every((value) => value === 0 || value > 1e-150));
      const jain = jainIndex(columnOf(list), n, n);
      expect(jain).toBeGreaterThan(1 / n - 1e-12);
      expect(jain).toBeLessThan(1 + 1e-12);
      const gini = giniCoefficient(columnOf(list), n, n);
      expect(gini).toBeGreaterThan(-1e-12);
      expect(gini).toBeLessThan(1 - 1 / n + 1e-12);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('is of the first rows only, and does not depend on order or unit', () => {
    const property = fc.property(values, fc.double({ min: 0.01, max: 100, noNaN: true }), (list, unit) => {
      fc.pre(list.every((value) => value === 0 || value > 1e-150));
      const n = list.length;
      const longer = columnOf([...list, 1e9, 5]);
      const scaled = columnOf([...list].reverse().map((value) => unit * value));
      expect(jainIndex(longer, n, n)).toBe(jainIndex(columnOf(list), n, n));
      expect(jainIndex(scaled, n, n)).toBeCloseTo(jainIndex(columnOf(list), n, n), 9);
      expect(giniCoefficient(scaled, n, n)).toBeCloseTo(giniCoefficient(longer, n, n), 9);
      expect([...longer.subarray(n)]).toEqual([1e9, 5]);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  test('is the same to the bit where zeros are left out', () => {
    const property = fc.property(values, fc.nat({ max: 50 }), (list, zeros) => {
      const filled = list.filter((value) => value > 0);
      const whole = [...list, ...new Array<number>(zeros).fill(0)];
      const n = whole.length;
      for (const spread of [jainIndex, giniCoefficient]) {
        expect(spread(columnOf(filled), filled.length, n)).toBe(spread(columnOf(whole), n, n));
      }
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });
});
