import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { meanInterval } from '../../src/statistics/mean-interval.js';
import { ratioOfMeans } from '../../src/statistics/ratio-of-means.js';
import { normals } from './draws.js';

/** Whether θ is possible: the mean of first − θ second is not told from 0. */
function isPossible(ratio: number, first: number[], second: number[], level: number): boolean {
  const { low, high } = meanInterval(
    first.map((value, i) => value - ratio * second[i]!),
    level,
  );
  return low <= 0 && high >= 0;
}

const draw = normals(new Streams(3).uniform('ratio'));
/** Correlated pairs with means 12 and 8. */
const pairs = (n: number, spread = 1) => {
  const common = Array.from({ length: n }, () => spread * draw());
  return [common.map((value) => 12 + value + draw()), common.map((value) => 8 + value + draw())] as const;
};

describe('the ratio of two means', () => {
  test('has an interval that ends just where a ratio is not possible any more', () => {
    for (let run = 0; run < 200; run++) {
      const [first, second] = pairs(10);
      const { ratio, low, high } = ratioOfMeans(first, second, 0.95)!;
      expect(low).toBeLessThan(ratio);
      expect(ratio).toBeLessThan(high);
      for (const [end, outwards] of [
        [low, -1e-9],
        [high, 1e-9],
      ] as const) {
        expect(isPossible(end - outwards, first, second, 0.95)).toBe(true);
        expect(isPossible(end + outwards, first, second, 0.95)).toBe(false);
      }
    }
  });

  test('can be 1 exactly where the difference can be 0', () => {
    for (let run = 0; run < 200; run++) {
      const [first, other] = pairs(6, 3);
      const second = other.map((value) => value + 3.5);
      const unsure = isPossible(1, [...first], second, 0.9);
      const interval = ratioOfMeans(first, second, 0.9);
      if (interval) expect(interval.low <= 1 && interval.high >= 1).toBe(unsure);
    }
  });

  test('lies in its interval as often as it should', () => {
    const runs = 4000;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const { low, high } = ratioOfMeans(...pairs(8), 0.9)!;
      if (low <= 1.5 && high >= 1.5) held++;
    }
    const deviation = Math.sqrt((0.9 * 0.1) / runs);
    expect(held / runs).toBeGreaterThan(0.9 - 5 * deviation);
    // Eight normal values look skewed now and then, and the interval then reaches further.
    expect(held / runs).toBeLessThan(0.93 + 5 * deviation);
  });

  test('is anything where the second mean may be 0, and exact where nothing varies', () => {
    expect(ratioOfMeans([1, 2, 3], [-1, 0, 1.1], 0.95)).toBeUndefined();
    expect(ratioOfMeans([1, 2], [0, 0], 0.95)).toBeUndefined();
    expect(ratioOfMeans([3, 3, 3], [2, 2, 2], 0.95)).toEqual({ ratio: 1.5, low: 1.5, high: 1.5 });
  });
});
