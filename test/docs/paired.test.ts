import { describe, expect, it } from 'vitest';

type Compare = (
  values: number[],
  others: number[],
  confidence: number,
) => { mean: number; low: number; high: number };
const file = new URL('../../examples/paired.mjs', import.meta.url).href;
const { change, difference } = (await import(file)) as {
  change: Compare;
  difference: Compare;
};

describe('paired runs are compared', () => {
  it.each([
    [0.95, 2, 4.3027],
    [0.95, 4, 2.7764],
    [0.99, 9, 3.2498],
    [0.95, 59, 2.001],
    [0.998, 59, 3.2342],
  ])(
    'by Student’s t: an interval at %f with %i degrees of freedom reaches %f standard errors',
    (confidence, degrees, quantile) => {
      const n = degrees + 1;
      const values = Array.from({ length: n }, (_, i) => i);
      const { mean, high } = difference(
        values,
        values.map(() => 0),
        confidence,
      );
      const error = Math.sqrt((n * (n + 1)) / 12 / n);
      expect((high - mean) / error).toBeCloseTo(quantile, 3);
    },
  );

  it('by the mean of their differences and its interval', () => {
    // Differences 1, 2, 3, 4, 5: mean 3, standard error √(2.5 / 5).
    const { mean, low, high } = difference([2, 4, 6, 8, 10], [1, 2, 3, 4, 5], 0.95);
    expect(mean).toBe(3);
    expect(high - mean).toBeCloseTo(2.7764 * Math.sqrt(0.5), 2);
    expect(mean - low).toBeCloseTo(high - mean, 12);
  });

  it('or by the geometric mean of their ratios, which units do not change', () => {
    const { mean, low, high } = change([2, 8], [1, 2], 0.5);
    expect(mean).toBeCloseTo(Math.sqrt(8) - 1, 12);
    expect((1 + low) * (1 + high)).toBeCloseTo(8, 9);
    expect(change([20, 80], [10, 20], 0.5).high).toBeCloseTo(high, 12);
  });
});
