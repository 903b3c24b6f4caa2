import { describe, expect, test } from 'vitest';
import { mm1 } from '../../src/theory/mm1.js';
import { mmc } from '../../src/theory/mmc.js';
import { powerOfD } from '../../src/theory/power-of-d.js';
import { shortestOfTwo } from '../../src/theory/shortest-of-two.js';

describe('the power of d choices', () => {
  test.each([
    [0.5, 1.265686],
    [0.8, 1.947363],
    [0.9, 2.614057],
  ])('at %d with two choices has a mean sojourn of %d', (rho, sojourn) => {
    expect(powerOfD(2, rho).sojourn).toBeCloseTo(sojourn, 6);
  });

  test('with one choice is M/M/1, and without load no wait', () => {
    for (const rho of [0.1, 0.9, 0.999])
      expect(powerOfD(1, rho).sojourn / mm1(rho).sojourn).toBeCloseTo(1, 10);
    expect(powerOfD(2, 0)).toMatchObject({ sojourn: 1, waiting: 0 });
  });

  test('gets better with each choice, and no better than never to wait', () => {
    const sojourns = [1, 2, 3, 5, 10, 100].map((d) => powerOfD(d, 0.95).sojourn);
    for (const [i, sojourn] of sojourns.entries()) expect(sojourn).toBeLessThan(sojourns[i - 1] ?? 21);
    expect(sojourns.at(-1)).toBeGreaterThan(1);
  });

  test.each([
    [2, 0.7],
    [3, 0.9],
  ])(
    '%i at %d is where the mean field settles: ds/dt = λ (s(i−1)^d − s(i)^d) − (s(i) − s(i+1))',
    (d, rho) => {
      const shares = new Float64Array(60);
      shares[0] = 1;
      for (let step = 0; step < 40_000; step++) {
        for (let i = 1; i < 59; i++) {
          const rate = rho * (shares[i - 1]! ** d - shares[i]! ** d) - (shares[i]! - shares[i + 1]!);
          shares[i]! += 0.02 * rate;
        }
      }
      const { sojourn, share } = powerOfD(d, rho);
      for (let i = 1; i < 6; i++) expect(shares[i]).toBeCloseTo(share(i), 8);
      const tasks = shares.subarray(1).reduce((sum, value) => sum + value, 0);
      expect(tasks / rho).toBeCloseTo(sojourn, 8);
    },
  );

  test('is refused a load that has no steady state', () => {
    expect(() => powerOfD(2, 1)).toThrow(RangeError);
  });
});

describe('joining the shorter of two queues', () => {
  test.each([
    [0.5, 1.426321],
    [0.7, 2.108197],
  ])('at %d has a mean sojourn of %d', (rho, sojourn) => {
    expect(shortestOfTwo(rho).sojourn).toBeCloseTo(sojourn, 6);
  });

  /** The naive twin: the chain on both queues, up to 40 tasks each, run until it has settled. */
  test('has the mean of the chain on both queues, run from empty', () => {
    const side = 30;
    const rho = 0.5;
    let chances = new Float64Array(side * side);
    chances[0] = 1;
    const step = 0.3;
    for (let turn = 0; turn < 1500; turn++) {
      const next = chances.slice();
      const move = (from: number, to: number, rate: number): void => {
        const moved = chances[from]! * rate * step;
        next[from]! -= moved;
        next[to]! += moved;
      };
      for (let i = 0; i < side; i++) {
        for (let j = 0; j < side; j++) {
          const at = i * side + j;
          const toFirst = i < j ? 1 : i > j ? 0 : 0.5;
          if (i + 1 < side && toFirst > 0) move(at, at + side, 2 * rho * toFirst);
          if (j + 1 < side && toFirst < 1) move(at, at + 1, 2 * rho * (1 - toFirst));
          if (i > 0) move(at, at - side, 1);
          if (j > 0) move(at, at - 1, 1);
        }
      }
      chances = next;
    }
    const tasks = chances.reduce(
      (sum, chance, at) => sum + chance * (Math.floor(at / side) + (at % side)),
      0,
    );
    expect(shortestOfTwo(rho).sojourn).toBeCloseTo(tasks / (2 * rho), 7);
  });

  test('lies between one queue for both and a queue for each, at any load', () => {
    for (const rho of [0.01, 0.3, 0.9, 0.97]) {
      const { sojourn, waiting } = shortestOfTwo(rho);
      expect(sojourn).toBeGreaterThan(mmc(2, 2 * rho).sojourn);
      expect(sojourn).toBeLessThan(mm1(rho).sojourn);
      expect(waiting).toBeCloseTo(sojourn - 1, 12);
    }
    expect(shortestOfTwo(0)).toEqual({ sojourn: 1, waiting: 0 });
    // In heavy traffic the two queues are as good as one: T (1 − ρ) → 1/2.
    expect(shortestOfTwo(0.97).sojourn * 0.03).toBeCloseTo(0.5, 1);
    expect(() => shortestOfTwo(1)).toThrow(RangeError);
  });
});
