import { describe, expect, it } from 'vitest';

type Compare = (
  values: number[],
  others: number[],
  confidence: number,
) => { mean: number; low: number; high: number };
const file = new URL('../../examples/paired.mjs', import.meta.url).href;
const { change, difference, studentT } = (await import(file)) as {
  change: Compare;
  difference: Compare;
  studentT(probability: number, degrees: number): number;
};

describe('paired runs are compared', () => {
  it.each([
    [0.975, 2, 4.3027],
    [0.975, 4, 2.7764],
    [0.995, 9, 3.2498],
    [0.975, 59, 2.001],
    [0.999, 59, 3.2342],
  ])(
    'by Student’s t: the quantile at %f with %i degrees of freedom is %f',
    (probability, degrees, quantile) => {
      expect(Math.abs(studentT(probability, degrees) / quantile - 1)).toBeLessThan(1e-3);
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
