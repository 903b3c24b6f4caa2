import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Split } from '../../src/market/split.js';
import { splits } from '../../src/market/splits.js';

const load = fc.double({ min: 1e-9, max: 1e6, noNaN: true });
// A spare capacity is the difference of two numbers about 1 or above: it is 0 or at least about 1e-16.
const spare = fc.oneof(
  fc.constantFrom(0, -10, 50),
  fc.double({ min: 1e-16, max: 500, noNaN: true }),
  fc.double({ min: -500, max: -1e-16, noNaN: true }),
);
const members = fc.array(spare, { minLength: 1, maxLength: 8 });

function sharesOf(split: Split, amount: number, room: readonly number[]): number[] {
  const shares = new Float64Array(16).fill(Number.NaN);
  split({ load: amount }, room.length, Float64Array.from([...room, 1e9, 1e9]), shares);
  expect(shares.subarray(room.length).every(Number.isNaN)).toBe(true);
  return [...shares.subarray(0, room.length)];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe.each(Object.entries<Split>(splits))('the split %s', (_, split) => {
  test('hands out the load, no more and no less, within 1e-9 of it, and touches no other row', () => {
    const property = fc.property(load, members, (amount, room) => {
      expect(Math.abs(sum(sharesOf(split, amount, room)) - amount)).toBeLessThanOrEqual(1e-9 * amount);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('gives nobody a negative share', () => {
    const property = fc.property(load, members, (amount, room) => {
      expect(sharesOf(split, amount, room).every((share) => share >= 0)).toBe(true);
    });
    fc.assert(property, { seed: 2, numRuns: 500 });
  });

  test('treats equals equally', () => {
    const property = fc.property(load, members, spare, (amount, room, same) => {
      const shares = sharesOf(split, amount, [same, ...room.slice(0, 6), same]);
      expect(Math.abs(shares[0]! - shares.at(-1)!)).toBeLessThanOrEqual(1e-9 * amount);
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });

  test('is equal where nobody has room', () => {
    const property = fc.property(load, fc.integer({ min: 1, max: 8 }), (amount, count) => {
      const shares = sharesOf(split, amount, new Array(count).fill(-1));
      for (const share of shares) expect(share).toBeCloseTo(amount / count, 9);
    });
    fc.assert(property, { seed: 4, numRuns: 100 });
  });

  test('never gives more to the member with less room', () => {
    const property = fc.property(load, members, (amount, room) => {
      const sorted = [...room].sort((a, b) => a - b);
      const shares = sharesOf(split, amount, sorted);
      for (let i = 1; i < shares.length; i++) {
        expect(shares[i]! - shares[i - 1]!).toBeGreaterThanOrEqual(-1e-9 * amount);
      }
    });
    fc.assert(property, { seed: 5, numRuns: 300 });
  });
});

test.each(['proportional', 'shapley'] as const)(
  '%s gives who has no room nothing at all, where another has some',
  (name) => {
    const property = fc.property(load, members, (amount, room) => {
      const shares = sharesOf(splits[name], amount, [...room, 50]);
      for (const [i, spare] of room.entries()) if (spare <= 0) expect(shares[i]).toBe(0);
    });
    fc.assert(property, { seed: 5, numRuns: 500 });
  },
);
