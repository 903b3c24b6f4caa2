import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { estimateOf, halfWidth } from '../../src/statistics/estimate.js';
import { pairedDifference } from '../../src/statistics/paired.js';
import { normals } from './draws.js';

const pairs = fc.array(
  fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: -10, max: 10, noNaN: true })),
  { minLength: 2, maxLength: 30 },
);

/** Means, variances and covariance by their definitions. */
function definitions(first: readonly number[], second: readonly number[]) {
  const n = first.length;
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / n;
  const covariance = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + (value - mean(a)) * (b[i]! - mean(b)), 0) / (n - 1);
  return {
    difference: mean(first) - mean(second),
    first: covariance(first, first),
    second: covariance(second, second),
    both: covariance(first, second),
  };
}

describe('a comparison by pairs', () => {
  test('has the difference of means, its error, the correlation and the variance reduction of the definitions', () => {
    const property = fc.property(pairs, (list) => {
      const [first, second] = [list.map(([a]) => a), list.map(([, b]) => b)];
      const known = definitions(first, second);
      fc.pre(known.first > 1e-3 && known.second > 1e-3);
      const ofDifference = known.first + known.second - 2 * known.both;
      fc.pre(ofDifference > 1e-3);
      const { difference, correlation, varianceReduction } = pairedDifference(first, second);
      expect(difference.mean).toBeCloseTo(known.difference, 9);
      expect(difference.error ** 2 * list.length).toBeCloseTo(ofDifference, 8);
      expect(difference.freedom).toBe(list.length - 1);
      expect(correlation).toBeCloseTo(known.both / Math.sqrt(known.first * known.second), 8);
      expect(varianceReduction / ((known.first + known.second) / ofDifference)).toBeCloseTo(1, 8);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('is far more precise with common random numbers, and holds the true difference as often', () => {
    const draw = normals(new Streams(1).uniform('pairs'));
    const runs = 5_000;
    let held = 0;
    let heldUnpaired = 0;
    for (let run = 0; run < runs; run++) {
      const common = Array.from({ length: 12 }, () => 3 * draw());
      const first = common.map((value) => value + draw() + 0.5);
      const second = common.map((value) => value + draw());
      const { difference, varianceReduction } = pairedDifference(first, second);
      if (Math.abs(difference.mean - 0.5) <= halfWidth(difference, 0.95)) held++;
      // The mutant: the error of independent runs, with correlation 0.9.
      const error = Math.hypot(estimateOf(first).error, estimateOf(second).error);
      if (Math.abs(difference.mean - 0.5) <= halfWidth({ ...difference, error }, 0.95)) heldUnpaired++;
      if (run === 0) expect(varianceReduction).toBeGreaterThan(3);
    }
    const deviation = Math.sqrt((0.95 * 0.05) / runs);
    expect(Math.abs(held / runs - 0.95)).toBeLessThan(5 * deviation);
    expect(heldUnpaired / runs).toBeGreaterThan(0.999);
  });

  test('of a system with itself is no difference at all', () => {
    const { difference, correlation, varianceReduction } = pairedDifference([1, 2, 3], [1, 2, 3]);
    expect(difference).toMatchObject({ mean: 0, error: 0 });
    expect([correlation, varianceReduction]).toEqual([1, Number.POSITIVE_INFINITY]);
    expect(pairedDifference([2, 2], [2, 2])).toMatchObject({ correlation: Number.NaN, varianceReduction: 1 });
  });

  test.each([
    { first: [1, 2], second: [1] },
    { first: [1], second: [1] },
    { first: [], second: [] },
  ])('refuses $first with $second', ({ first, second }) => {
    expect(() => pairedDifference(first, second)).toThrow(RangeError);
  });
});
