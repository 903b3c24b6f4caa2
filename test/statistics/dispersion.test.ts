import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { giniCoefficient, jainIndex, standardDeviation } from '../../src/statistics/dispersion.js';
import { Moments } from '../../src/statistics/moments.js';

const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true, minExcluded: false }), {
  minLength: 1,
  maxLength: 50,
});
const columnOf = (list: readonly number[]) => Float64Array.from(list);

describe('known spreads', () => {
  test.each([
    { list: [2, 4, 4, 4, 5, 5, 7, 9], deviation: 2, jain: 1600 / 1856, gini: 17 / 80 },
    { list: [3, 3, 3], deviation: 0, jain: 1, gini: 0 },
    { list: [0, 0, 0, 8], deviation: Math.sqrt(12), jain: 1 / 4, gini: 3 / 4 },
    { list: [0, 0], deviation: 0, jain: 1, gini: 0 },
    { list: [7], deviation: 0, jain: 1, gini: 0 },
  ])('of $list', ({ list, deviation, jain, gini }) => {
    const pairs = list.flatMap((a) => list.map((b) => Math.abs(a - b)));
    const sum = list.reduce((total, each) => total + each, 0);
    const byPairs = sum === 0 ? 0 : pairs.reduce((total, each) => total + each, 0) / (2 * list.length * sum);
    expect(standardDeviation(columnOf(list), list.length)).toBeCloseTo(deviation, 12);
    expect(jainIndex(columnOf(list), list.length)).toBeCloseTo(jain, 12);
    expect(giniCoefficient(columnOf(list), list.length)).toBeCloseTo(gini, 12);
    expect(byPairs).toBeCloseTo(gini, 12);
  });

  test('of no values are 0, 1 and 0, not NaN', () => {
    expect(standardDeviation(new Float64Array(0), 0)).toBe(0);
    expect(jainIndex(new Float64Array(0), 0)).toBe(1);
    expect(giniCoefficient(new Float64Array(0), 0)).toBe(0);
  });
});

describe('any spread', () => {
  test('lies in its range: deviation ≥ 0, Jain in [1/n, 1], Gini in [0, 1 − 1/n]', () => {
    const property = fc.property(values, (list) => {
      const n = list.length;
      // Squares of the smallest doubles underflow; below 1e-150 an index means nothing.
      fc.pre(list.every((value) => value === 0 || value > 1e-150));
      expect(standardDeviation(columnOf(list), n)).toBeGreaterThanOrEqual(0);
      const jain = jainIndex(columnOf(list), n);
      expect(jain).toBeGreaterThan(1 / n - 1e-12);
      expect(jain).toBeLessThan(1 + 1e-12);
      const gini = giniCoefficient(columnOf(list), n);
      expect(gini).toBeGreaterThan(-1e-12);
      expect(gini).toBeLessThan(1 - 1 / n + 1e-12);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('is of the first rows only, and Jain and Gini do not depend on order or unit', () => {
    const property = fc.property(values, fc.double({ min: 0.01, max: 100, noNaN: true }), (list, unit) => {
      fc.pre(list.every((value) => value === 0 || value > 1e-150));
      const n = list.length;
      const longer = columnOf([...list, 1e9, 5]);
      const scaled = columnOf([...list].reverse().map((value) => unit * value));
      expect(standardDeviation(longer, n)).toBe(standardDeviation(columnOf(list), n));
      expect(jainIndex(longer, n)).toBe(jainIndex(columnOf(list), n));
      expect(jainIndex(scaled, n)).toBeCloseTo(jainIndex(columnOf(list), n), 9);
      expect(giniCoefficient(scaled, n)).toBeCloseTo(giniCoefficient(longer, n), 9);
      expect([...longer.subarray(n)]).toEqual([1e9, 5]);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  test('of a running tally is that of the list: mean and deviation within 1e-9', () => {
    const property = fc.property(values, (list) => {
      const moments = new Moments();
      for (const value of list) moments.add(value);
      const mean = list.reduce((total, value) => total + value, 0) / list.length;
      expect(moments.count).toBe(list.length);
      expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(1e-9 * Math.max(1, mean));
      const deviation = standardDeviation(columnOf(list), list.length);
      expect(Math.abs(moments.standardDeviation - deviation)).toBeLessThanOrEqual(1e-9 * Math.max(1, mean));
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });
});
