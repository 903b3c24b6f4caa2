import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { bonferroniLevel, holmAdjusted } from '../../src/statistics/multiple-comparisons.js';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

test('the level of each of k intervals leaves them together what one would leave', () => {
  expect(bonferroniLevel(0.95, 1)).toBe(0.95);
  expect(bonferroniLevel(0.95, 5)).toBeCloseTo(0.99, 12);
  expect(bonferroniLevel(0.99, 40)).toBeCloseTo(0.99975, 12);
});

describe("Holm's adjusted p-values", () => {
  test('are those of an example done by hand', () => {
    // Sorted: 0.005 · 4, 0.01 · 3, 0.03 · 2, and 0.04 · 1 is not below the one before.
    const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005]);
    for (const [i, known] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[i]).toBeCloseTo(known, 12);
  });

  test('refuse what the step-down procedure refuses, at every level', () => {
    const property = fc.property(
      pValues,
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (list, alpha) => {
        /** The procedure as Holm states it: go on refusing while p(i) ≤ α / (n − i). */
        const order = [...list.keys()].sort((a, b) => list[a]! - list[b]!);
        const refused = new Set<number>();
        for (const [rank, at] of order.entries()) {
          if (list[at]! * (list.length - rank) > alpha) break;
          refused.add(at);
        }
        const adjusted = holmAdjusted(list);
        for (const at of list.keys()) expect(adjusted[at]! <= alpha).toBe(refused.has(at));
      },
    );
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('are never above those of Bonferroni, nor below the p-values', () => {
    const property = fc.property(pValues, (list) => {
      for (const [at, adjusted] of holmAdjusted(list).entries()) {
        expect(adjusted).toBeLessThanOrEqual(Math.min(1, list.length * list[at]!));
        expect(adjusted).toBeGreaterThanOrEqual(list[at]!);
      }
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  test('refuse a true hypothesis among ten in 5% of families at most, which single p-values do in 40%', () => {
    const uniform = new Streams(1).uniform('p-values');
    const families = 20_000;
    let any = 0;
    let single = 0;
    for (let family = 0; family < families; family++) {
      const list = Array.from({ length: 10 }, uniform);
      if (holmAdjusted(list).some((p) => p <= 0.05)) any++;
      if (list.some((p) => p <= 0.05)) single++;
    }
    expect(any / families).toBeLessThan(0.05 + 5 * Math.sqrt((0.05 * 0.95) / families));
    expect(any / families).toBeGreaterThan(0.04);
    expect(single / families).toBeGreaterThan(0.35);
  });
});
