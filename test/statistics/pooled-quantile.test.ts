import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponentialGap } from '../../src/random/exponential-gap.js';
import { Streams } from '../../src/random/streams.js';
import { pooledQuantile } from '../../src/statistics/pooled-quantile.js';
import { leastOf, QuantileSketch } from '../../src/statistics/quantile-sketch.js';
import { pairsOf, type TailCounts, tailCounts } from '../../src/statistics/tail-counts.js';

function sketchOf(values: Iterable<number>): QuantileSketch {
  const sketch = new QuantileSketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

const counted = (values: Iterable<number>): TailCounts => tailCounts([sketchOf(values)]);

const draw = new Streams(1).uniform('pooled');
const exponentials = (count: number): number[] =>
  Array.from({ length: count }, () => exponentialGap(1, draw));

describe('counts in little space', () => {
  test('hold every value, and a tail that is off by 1 in 256 at most', () => {
    const values = exponentials(100_000);
    const pairs = [...pairsOf(counted(values))];
    expect(pairs.length).toBeLessThan(1100);
    expect(JSON.stringify(counted(values)).length).toBeLessThan(6000);
    expect(pairs.reduce((sum, [, count]) => sum + count, 0)).toBe(values.length);
    for (const at of [0.1, 1, 3, 4.6, 7]) {
      const exact = [...QuantileSketch.counts([sketchOf(values)])];
      const above = (list: readonly (readonly [number, number])[]) =>
        list.reduce((sum, [number, count]) => sum + (leastOf(number) >= at ? count : 0), 0);
      expect(Math.abs(above(pairs) / above(exact) - 1)).toBeLessThanOrEqual(1 / 128);
    }
  });

  test('of few or whole values are all of them', () => {
    const few = [0, 3, 3, 7, 20];
    expect([...pairsOf(counted(few))].map(([number, count]) => [leastOf(number), count])).toEqual([
      ...[
        [20, 1],
        [7, 1],
        [3, 2],
        [0, 1],
      ],
    ]);
    expect(counted([])).toEqual([]);
  });

  test('of several sketches are those of their values together', () => {
    const values = exponentials(1000);
    const halves = [sketchOf(values.slice(0, 300)), sketchOf(values.slice(300))];
    expect(tailCounts(halves)).toEqual(counted(values));
  });
});

describe('a quantile of several runs', () => {
  const runs = fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 30 }), {
    minLength: 1,
    maxLength: 8,
  });

  test('is that of all values together', () => {
    const property = fc.property(runs, fc.constantFrom(0.5, 0.9, 0.99), (values, share) => {
      const [whole] = QuantileSketch.quantiles(values.map(sketchOf), [share]);
      expect(pooledQuantile(values.map(counted), share).quantile).toBe(whole);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('gives runs values whose mean it is, and whose spread is that of the quantiles without one', () => {
    const values = Array.from({ length: 6 }, () => exponentials(400));
    const { quantile, values: pseudo } = pooledQuantile(values.map(counted), 0.9);
    expect(pseudo.reduce((sum, value) => sum + value / 6, 0)).toBeCloseTo(quantile, 9);
    const without = values.map((_, i) => {
      const others = values.filter((__, j) => j !== i).flat();
      return others.sort((a, b) => a - b)[Math.ceil(0.9 * others.length) - 1]!;
    });
    const center = without.reduce((sum, value) => sum + value / 6, 0);
    for (let i = 0; i < 6; i++) {
      // Counts are by buckets of 2⁻¹¹, and those of a tail off by 1 in 256.
      expect(Math.abs(pseudo[i]! - (quantile + 5 * (center - without[i]!)))).toBeLessThan(0.1);
    }
  });

  test('is known as well as from so many runs as have a tail', () => {
    const even = pooledQuantile(new Array(10).fill(counted(exponentials(1000))), 0.99);
    expect(even.freedom).toBeCloseTo(9, 9);
    const [low, high] = [
      counted(exponentials(1000)),
      counted(exponentials(1000).map((value) => 100 + value)),
    ];
    expect(pooledQuantile([...new Array(9).fill(low), high], 0.99).freedom).toBe(1);
    const all = pooledQuantile(new Array(5).fill(counted(new Array(100).fill(7))), 0.99);
    expect(all).toMatchObject({ quantile: 7, freedom: 4 });
    expect(all.values).toEqual([7, 7, 7, 7, 7]);
  });
});
