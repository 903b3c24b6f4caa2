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

/** One quantile of one sketch, or of several together. */
function quantileOf(sketches: QuantileSketch | QuantileSketch[], q: number): number {
  return QuantileSketch.quantiles([sketches].flat(), [q])[0]!;
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
      const estimate = quantileOf(sketchOf(values), q);
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
        expect(quantileOf(sketchOf(values), q)).toBe(exactQuantile(values, q));
      },
    );
    fc.assert(property, { seed: 2, numRuns: 500 });
  });

  test('does not depend on the order of arrival, and never falls as q rises', () => {
    const property = fc.property(fc.array(value, { minLength: 1 }), quantile, quantile, (values, p, q) => {
      const [low, high] = [Math.min(p, q), Math.max(p, q)];
      const sketch = sketchOf(values);
      expect(quantileOf(sketchOf([...values].reverse()), p)).toBe(quantileOf(sketch, p));
      expect(quantileOf(sketch, low)).toBeLessThanOrEqual(quantileOf(sketch, high));
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });

  test('is NaN where nothing was recorded', () => {
    expect(quantileOf(new QuantileSketch(), 0.5)).toBeNaN();
  });
});

describe('quantiles of several sketches together', () => {
  test('are those of a sketch of all their values, and several at a time those one by one', () => {
    const shares = fc.array(quantile, { maxLength: 5 }).map((list) => list.sort((a, b) => a - b));
    const property = fc.property(fc.array(fc.array(value), { maxLength: 4 }), shares, (lists, qs) => {
      const all = sketchOf(lists.flat());
      const found = QuantileSketch.quantiles(lists.map(sketchOf), qs);
      expect(found).toEqual(qs.map((q) => quantileOf(all, q)));
    });
    fc.assert(property, { seed: 4, numRuns: 500 });
  });
});

describe('more values in a bucket than a narrow count holds', () => {
  const many = (value: number, count: number) => sketchOf(new Array<number>(count).fill(value));

  test('are counted one by one', () => {
    for (const count of [254, 255, 256, 257, 70_000]) {
      const sketch = many(1, count);
      sketch.add(2);
      expect(sketch.count).toBe(count + 1);
      expect(quantileOf(sketch, count / (count + 1))).toBe(1);
      expect(quantileOf(sketch, 1)).toBe(2);
    }
  });

  test('leave the buckets beside them as they are', () => {
    const sketch = sketchOf([1, 1.25, 1.25, 1.5, ...new Array<number>(1000).fill(1.75)]);
    const shares = [1, 3, 4, 5].map((rank) => rank / 1004);
    expect(QuantileSketch.quantiles([sketch], shares)).toEqual([1, 1.25, 1.5, 1.75]);
  });

  test('are counted beyond 32 bits', () => {
    const sketch = sketchOf(new Array<number>(256).fill(1));
    // What 2³² − 1 values would have left behind.
    const inside = sketch as unknown as { octaves: (Uint32Array | undefined)[]; total: number };
    inside.octaves.find((counts) => counts !== undefined)![0] = 2 ** 32 - 1;
    inside.total = 2 ** 32 - 1;
    sketch.add(1);
    sketch.add(1);
    sketch.add(2);
    expect(sketch.count).toBe(2 ** 32 + 2);
    expect(quantileOf(sketch, (2 ** 32 + 1) / (2 ** 32 + 2))).toBe(1);
    expect(quantileOf(sketch, 1)).toBe(2);
  });

  test('are told together with those of other sketches', () => {
    const sketches = [many(1, 80_000), many(1.25, 40_000), many(1.5, 80_000), many(1, 5)];
    const shares = [0.4, 0.41, 0.6, 0.61];
    expect(QuantileSketch.quantiles(sketches, shares)).toEqual([1, 1.25, 1.25, 1.5]);
  });
});
