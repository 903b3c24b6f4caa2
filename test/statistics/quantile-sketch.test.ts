import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QuantileSketch } from '../../src/statistics/quantile-sketch.js';

/** Any finite value ≥ 0, of all magnitudes, and repeated ones. */
const value = fc.oneof(
  fc.double({ min: 0, max: 1e300, noNaN: true }),
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.nat({ max: 20 }),
);
const quantile = fc.double({ min: 1e-9, max: 1, noNaN: true });

function sketchOf(values: readonly number[]): QuantileSketch {
  const sketch = new QuantileSketch();
  for (const each of values) sketch.add(each);
  return sketch;
}

/** The smallest value that at least q of all do not exceed. */
function exactQuantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(q * sorted.length) - 1]!;
}

describe('a quantile of the sketch', () => {
  test('is at most 2^-11 below that of the sorted values, and never above', () => {
    // Subnormal values have fewer bits: there the bound is absolute, a 2^-11th of the smallest normal number.
    const property = fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), quantile, (values, q) => {
      const exact = exactQuantile(values, q);
      const estimate = sketchOf(values).quantile(q);
      expect(estimate).toBeLessThanOrEqual(exact);
      expect(exact - estimate).toBeLessThanOrEqual(Math.max(exact, 2 ** -1022) * 2 ** -11);
    });
    fc.assert(property, { seed: 1, numRuns: 1000 });
  });

  test('is exact for integers up to 4096', () => {
    const property = fc.property(
      fc.array(fc.nat({ max: 4096 }), { minLength: 1, maxLength: 200 }),
      quantile,
      (values, q) => {
        expect(sketchOf(values).quantile(q)).toBe(exactQuantile(values, q));
      },
    );
    fc.assert(property, { seed: 2, numRuns: 500 });
  });

  test('does not depend on the order of arrival, and never falls as q rises', () => {
    const property = fc.property(fc.array(value, { minLength: 1 }), quantile, quantile, (values, p, q) => {
      const [low, high] = [Math.min(p, q), Math.max(p, q)];
      const sketch = sketchOf(values);
      expect(sketchOf([...values].reverse()).quantile(p)).toBe(sketch.quantile(p));
      expect(sketch.quantile(low)).toBeLessThanOrEqual(sketch.quantile(high));
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });

  test('is NaN where nothing was recorded', () => {
    expect(new QuantileSketch().quantile(0.5)).toBeNaN();
  });
});

describe('a merged sketch', () => {
  test('is the sketch of all values together, and the other one stays as it was', () => {
    const property = fc.property(fc.array(value), fc.array(value), quantile, (ours, theirs, q) => {
      const merged = sketchOf(ours);
      const other = sketchOf(theirs);
      merged.merge(other);
      expect(merged.count).toBe(ours.length + theirs.length);
      expect(merged.quantile(q)).toBe(sketchOf([...ours, ...theirs]).quantile(q));
      expect(other.quantile(q)).toBe(sketchOf(theirs).quantile(q));
      expect(other.count).toBe(theirs.length);
    });
    fc.assert(property, { seed: 4, numRuns: 500 });
  });
});

describe('more values in a bucket than 32 bits count', () => {
  /** A value 2^doublings times. */
  function many(value: number, doublings: number): QuantileSketch {
    const sketch = sketchOf([value]);
    for (let i = 0; i < doublings; i++) sketch.merge(sketch);
    return sketch;
  }

  test('are counted one by one', () => {
    const sketch = sketchOf([2]);
    for (let i = 1; i < 32; i++) sketch.merge(many(1, i));
    // So far 2³² − 2 times 1.
    for (let i = 0; i < 3; i++) sketch.add(1);
    expect(sketch.count).toBe(2 ** 32 + 2);
    expect(sketch.quantile((2 ** 32 + 1) / (2 ** 32 + 2))).toBe(1);
    expect(sketch.quantile(1)).toBe(2);
  });

  test('are merged', () => {
    const sketch = many(1, 33);
    sketch.merge(many(1.25, 32));
    sketch.merge(many(1.5, 33));
    expect(sketch.count).toBe(2 ** 34 + 2 ** 32);
    for (const [quantile, value] of [
      [0.4, 1],
      [0.41, 1.25],
      [0.6, 1.25],
      [0.61, 1.5],
    ] as const) {
      expect(sketch.quantile(quantile)).toBe(value);
    }
  });
});
