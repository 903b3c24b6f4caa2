import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../src/experiments/difference.js';
import type { Sample } from '../../src/experiments/sample.js';
import { bonferroniLevel } from '../../src/statistics/multiple-comparisons.js';
import { studentTailQuantile } from '../../src/statistics/student-t.js';

const names = { alternative: 'b', metric: 'sojourn' } as const;
const sample = (values: number[]): Sample => ({ values, freedom: values.length - 1 });
const value = fc.double({ min: 0.5, max: 100, noNaN: true });
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 25 });

describe('a difference', () => {
  test('has the interval of its definition: mean ± t · deviation / √n of the pairs, and more where they are skewed', () => {
    const property = fc.property(pairs, (list) => {
      const found = differenceOf(names, sample(list.map(([a]) => a)), sample(list.map(([, b]) => b)), 0.99);
      const n = list.length;
      const mean = list.reduce((sum, [a, b]) => sum + (a - b) / n, 0);
      const variance = list.reduce((sum, [a, b]) => sum + (a - b - mean) ** 2, 0) / (n - 1);
      const t = studentTailQuantile(0.005, n - 1);
      const error = Math.sqrt(variance / n);
      const cubes = list.reduce((sum, [a, b]) => sum + (a - b - mean) ** 3, 0);
      const skewness = n < 3 ? 0 : (n * cubes) / ((n - 1) * (n - 2) * variance ** 1.5);
      const z = studentTailQuantile(0.005, Number.POSITIVE_INFINITY);
      const further = ((2 + 36 / n) * skewness * (1 + 2 * z ** 2)) / (6 * Math.sqrt(n));
      const low = mean - error * (t + Math.max(0, -further));
      const high = mean + error * (t + Math.max(0, further));
      expect(found.difference).toBeCloseTo(mean, 9);
      expect(found.low!).toBeCloseTo(low, 6);
      expect(found.high!).toBeCloseTo(high, 6);
      expect(found.mean! - found.baselineMean!).toBeCloseTo(mean, 9);
      const verdict = low > 1e-9 ? 'higher' : high < -1e-9 ? 'lower' : undefined;
      if (verdict) expect(found.verdict).toBe(verdict);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('has a wider interval, and so a more careful verdict, the more there are', () => {
    const values = [1.3, 2.5, 3.3, 4.5];
    const baseline = [1, 2, 3, 4];
    const [one, many] = [1, 40].map((count) =>
      differenceOf(names, sample(values), sample(baseline), bonferroniLevel(0.95, count)),
    ) as [ReturnType<typeof differenceOf>, ReturnType<typeof differenceOf>];
    expect(many.low!).toBeLessThan(one.low!);
    expect(many.high!).toBeGreaterThan(one.high!);
    expect([one.verdict, many.verdict]).toEqual(['higher', 'unsure']);
  });

  test('of equal values is none', () => {
    expect(differenceOf(names, sample([1, 0.1, 7]), sample([1, 0.1, 7]), 0.95)).toMatchObject({
      ...{ difference: 0, low: 0, high: 0, correlation: 1, varianceReduction: null, verdict: 'equal' },
    });
  });

  test('of values that do not vary has no correlation', () => {
    const found = differenceOf(names, sample([0.1, 0.1, 0.1]), sample([1, 2, 3]), 0.95);
    expect(found).toMatchObject({ correlation: null, varianceReduction: 1 });
  });

  test('that is the same in every replication has no width, whatever its digits', () => {
    for (const n of [2, 3, 7, 20]) {
      const found = differenceOf(
        names,
        sample(new Array(n).fill(0.1)),
        sample(new Array(n).fill(1 / 3)),
        0.95,
      );
      const difference = 0.1 - 1 / 3;
      expect(found).toMatchObject({
        mean: 0.1,
        baselineMean: 1 / 3,
        difference,
        low: difference,
        high: difference,
      });
      expect(found).toMatchObject({ correlation: null, varianceReduction: 1, verdict: 'lower' });
    }
  });

  test('is missing where a run has no value', () => {
    const found = differenceOf(names, sample([1, Number.NaN]), sample([1, 2]), 0.95);
    expect(found).toMatchObject({ mean: null, baselineMean: 1.5, difference: null, verdict: 'missing' });
  });
});
