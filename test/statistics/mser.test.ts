import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { Mser5 } from '../../src/statistics/mser.js';
import { autoregressive, normals } from './draws.js';

function truncationOf(values: Iterable<number>, most?: number): number | undefined {
  const mser = new Mser5(most);
  let place = 0;
  for (const value of values) mser.add(place++, value);
  return mser.truncation();
}

/** The naive twin: means of five, and the statistic of each point from scratch, in two passes. O(n²). */
function statisticsOf(values: readonly number[]): number[] {
  const means = Array.from(
    { length: Math.floor(values.length / 5) },
    (_, i) => values.slice(5 * i, 5 * i + 5).reduce((sum, value) => sum + value, 0) / 5,
  );
  const last = Math.floor((means.length * 3) / 4);
  return Array.from({ length: last + 1 }, (_, d) => {
    const left = means.slice(d);
    const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
    return left.reduce((sum, value) => sum + (value - mean) ** 2, 0) / left.length ** 2;
  });
}

describe('MSER-5', () => {
  test('leaves out the batches whose omission makes the standard error smallest', () => {
    const series = fc.oneof(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 50, maxLength: 200 }),
      // A ramp and what follows.
      fc
        .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.integer({ min: 60, max: 300 }))
        .map(([ramp, seed, length]) => {
          const draw = normals(new Streams(seed).uniform('series'));
          return Array.from({ length }, (_, i) => 20 * Math.max(0, 1 - i / ramp) + draw());
        }),
    );
    const property = fc.property(series, (values) => {
      const statistics = statisticsOf(values);
      const batches = Math.floor(values.length / 5);
      const found = truncationOf(values);
      const least = Math.min(...statistics);
      if (found !== undefined) {
        expect(found % 5).toBe(0);
        expect(found / 5).toBeLessThanOrEqual(batches / 2);
        expect(statistics[found / 5]!).toBeLessThanOrEqual(least * (1 + 1e-9) + 1e-12);
      } else {
        const early = statistics.slice(0, Math.floor(batches / 2) + 1);
        expect(Math.min(...early)).toBeGreaterThanOrEqual(least * (1 - 1e-9) - 1e-12);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('in bounded memory is the rule for the longer batches, whatever the order in which values come', () => {
    const series = fc.record({
      values: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 100, maxLength: 900 }),
      seed: fc.nat(),
    });
    const property = fc.property(series, ({ values, seed }) => {
      const most = 20;
      const joined = 2 ** Math.max(0, Math.ceil(Math.log2(values.length / (5 * most))));
      // The same means, in the order of the series, each five times.
      const batches = Math.floor(values.length / (5 * joined));
      const means = Array.from({ length: batches }, (_, i) => {
        const batch = values.slice(5 * joined * i, 5 * joined * (i + 1));
        return batch.reduce((sum, value) => sum + value, 0) / batch.length;
      });
      const plain = truncationOf(means.flatMap((mean) => new Array(5).fill(mean)));
      expect(truncationOf(values, most)).toBe(plain === undefined ? undefined : plain * joined);
      const uniform = new Streams(seed).uniform('order');
      const shuffled = values.map((value, place) => ({ value, place, key: uniform() }));
      const mser = new Mser5(most);
      for (const { place, value } of shuffled.sort((a, b) => a.key - b.key)) mser.add(place, value);
      expect(mser.truncation()).toBe(truncationOf(values, most));
    });
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  test('passes over places without a value, and batches that have none', () => {
    const mser = new Mser5();
    const draw = normals(new Streams(6).uniform('series'));
    // Every second task is lost, and so is a whole batch while it is warm.
    for (let i = 0; i < 1000; i += 2) if (i < 20 || i >= 25) mser.add(i, (i < 100 ? 50 : 0) + draw());
    expect(mser.truncation()).toBe(100);
  });

  test('finds where a transient has died away', () => {
    const draw = normals(new Streams(3).uniform('series'));
    const values = Array.from({ length: 5000 }, (_, i) => 30 * Math.exp(-i / 100) + draw());
    const truncation = truncationOf(values)!;
    // 30 e^(−3) is 1.5, more than the noise; 30 e^(−8) is a hundredth of it.
    expect(truncation).toBeGreaterThan(300);
    expect(truncation).toBeLessThan(800);
  });

  test('leaves next to nothing out of a series that begins as it goes on', () => {
    const points = Array.from({ length: 200 }, (_, seed) => {
      const uniform = new Streams(seed).uniform('series');
      return truncationOf(Array.from({ length: 5000 }, normals(uniform)))!;
    });
    const median = points.sort((a, b) => a - b)[100]!;
    expect(median).toBeLessThan(100);
    expect(truncationOf(new Array(500).fill(7))).toBe(0);
  });

  test('takes the bias out of a correlated series that starts far off', () => {
    let biased = 0;
    let unbiased = 0;
    const runs = 200;
    for (let seed = 0; seed < runs; seed++) {
      const next = autoregressive(0.95, new Streams(seed).uniform('series'), 60);
      const values = Array.from({ length: 2000 }, next);
      const rest = values.slice(truncationOf(values)!);
      biased += values.reduce((sum, value) => sum + value, 0) / values.length / runs;
      unbiased += rest.reduce((sum, value) => sum + value, 0) / rest.length / runs;
    }
    // The transient sums up to 60 · 0.95 / 0.05 = 1140 of 2000. A mean has deviation 20/√2000, that of 200 runs 0.032.
    expect(biased).toBeGreaterThan(0.4);
    expect(Math.abs(unbiased)).toBeLessThan(0.13);
  });

  test('refuses a point in the second half, and a series that is too short', () => {
    const draw = normals(new Streams(4).uniform('series'));
    expect(truncationOf(Array.from({ length: 1000 }, (_, i) => (i < 600 ? 50 : 0) + draw()))).toBeUndefined();
    expect(truncationOf(Array.from({ length: 1000 }, (_, i) => (i < 400 ? 50 : 0) + draw()))).toBe(400);
    expect(truncationOf(new Array(49).fill(1))).toBeUndefined();
    expect(truncationOf(new Array(50).fill(1))).toBe(0);
  });

  test('is not misled by values that are alike at the very end', () => {
    const draw = normals(new Streams(5).uniform('series'));
    const values = Array.from({ length: 1000 }, (_, i) => (i < 100 ? 5 : 0) + draw());
    expect(truncationOf([...values, ...new Array(100).fill(0)])).toBeLessThan(200);
  });

  test('does not lose its digits to a large mean', () => {
    const draw = normals(new Streams(6).uniform('series'));
    const values = Array.from({ length: 1000 }, (_, i) => 30 * Math.exp(-i / 20) + draw());
    expect(truncationOf(values.map((value) => 2 ** 30 + value))).toBe(truncationOf(values));
  });
});
