import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPriceBid, reverseVickrey } from '../../src/theory/reverse-auction.js';
import { securityCouncil } from '../../src/theory/security-council.js';
import {
  ofAdditiveGame,
  ofAirportGame,
  ofGloveGame,
  ofLoadEqualisation,
  ofSquaredWeight,
} from '../../src/theory/shapley-values.js';
import { enumerated, membersOf } from '../cooperative/shapley-values.js';

const bidders = fc.integer({ min: 1, max: 60 });
const reserve = fc.double({ min: 0.001, max: 1, noNaN: true });

/** ∫ f over [0, to], by Simpson's rule. */
function integral(f: (x: number) => number, to: number): number {
  const steps = 2000;
  let sum = 0;
  for (let i = 0; i <= steps; i++)
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * f((to * i) / steps);
  return (sum * to) / steps / 3;
}

describe('a reverse Vickrey auction', () => {
  test('of five with a reserve of 0.3 sells 0.83193 and pays 0.193275', () => {
    expect(reverseVickrey(5, 0.3).sold).toBeCloseTo(0.83193, 12);
    expect(reverseVickrey(5, 0.3).payment).toBeCloseTo(0.193275, 6);
  });

  test('without a reserve is won at 1/(n + 1) and paid 2/(n + 1)', () => {
    for (const n of [1, 2, 7, 100]) {
      const { sold, win, payment } = reverseVickrey(n);
      expect(sold).toBe(1);
      expect(win).toBeCloseTo(1 / (n + 1), 12);
      expect(payment).toBeCloseTo(2 / (n + 1), 11);
    }
  });

  test('has the integrals of its order statistics', () => {
    const property = fc.property(bidders, reserve, (n, r) => {
      const known = reverseVickrey(n, r);
      const lowest = (x: number) => n * (1 - x) ** (n - 1);
      const second = (x: number) => (n < 2 ? 0 : n * (n - 1) * x * (1 - x) ** (n - 2));
      expect(known.sold).toBeCloseTo(integral(lowest, r), 7);
      expect(known.win).toBeCloseTo(
        integral((x) => x * lowest(x), r),
        9,
      );
      const atReserve = n * r * (1 - r) ** (n - 1);
      expect(known.payment).toBeCloseTo(r * atReserve + integral((x) => x * second(x), r), 7);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('pays what binomial sums say: 2/(n+1) P(Bin(n+1, r) ≥ 3) where two are below the reserve', () => {
    const property = fc.property(bidders, reserve, (n, r) => {
      let chance = 0;
      let ways = 1;
      for (let k = 0; k <= n + 1; k++) {
        if (k >= 3) chance += ways * r ** k * (1 - r) ** (n + 1 - k);
        ways = (ways * (n + 1 - k)) / (k + 1);
      }
      const paid = n * r ** 2 * (1 - r) ** (n - 1) + (2 / (n + 1)) * chance;
      expect(reverseVickrey(n, r).payment).toBeCloseTo(paid, 10);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });
});

describe('the first-price equilibrium', () => {
  test('without a reserve is c + (1 − c)/n', () => {
    const property = fc.property(bidders, fc.double({ min: 0, max: 1, noNaN: true }), (n, cost) => {
      expect(firstPriceBid(n, cost)).toBeCloseTo(cost + (1 - cost) / n, 12);
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
  });

  test('is a best response to itself', () => {
    for (const [n, r] of [
      [2, 1],
      [5, 1],
      [3, 0.6],
    ] as const) {
      /** Profit of bidding as one whose cost is `as` would: it wins where all others' costs are above. */
      const profit = (cost: number, as: number) => (firstPriceBid(n, as, r) - cost) * (1 - as) ** (n - 1);
      for (const cost of [0.1, 0.35, 0.5]) {
        const honest = profit(cost, cost);
        for (let as = 0.01; as < r; as += 0.01) expect(profit(cost, as)).toBeLessThanOrEqual(honest + 1e-12);
      }
    }
  });

  test('pays what the second price pays', () => {
    for (const [n, r] of [
      [2, 1],
      [6, 1],
      [4, 0.5],
    ] as const) {
      const paid = integral((x) => firstPriceBid(n, x, r) * n * (1 - x) ** (n - 1), r);
      expect(paid).toBeCloseTo(reverseVickrey(n, r).payment, 8);
    }
  });
});

describe('Shapley values', () => {
  const weights = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 9 });
  const near = (values: readonly number[], known: readonly number[]) => {
    expect(values).toHaveLength(known.length);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(known[i]!, 8);
  };
  const total = (list: readonly number[], members: readonly number[]) =>
    members.reduce((sum, member) => sum + list[member]!, 0);

  test('are the known ones', () => {
    near(ofAdditiveGame([1, 2, 3, 4]), [1, 2, 3, 4]);
    near(ofSquaredWeight([1, 2, 3, 4]), [10, 20, 30, 40]);
    near(ofGloveGame(1, 2), [2 / 3, 1 / 6, 1 / 6]);
    near(ofAirportGame([1, 2, 4, 8]), [1 / 4, 7 / 12, 19 / 12, 67 / 12]);
    near(ofLoadEqualisation([1, 5, 9]), [44 / 3, 8 / 3, 44 / 3]);
  });

  test.each<[string, (list: number[]) => number[], (list: number[], members: number[]) => number]>([
    ['additive', ofAdditiveGame, total],
    ['squared weight', ofSquaredWeight, (list, members) => total(list, members) ** 2],
    ['airport', ofAirportGame, (list, members) => Math.max(...members.map((member) => list[member]!))],
    [
      'load equalisation',
      ofLoadEqualisation,
      (list, members) =>
        members.reduce((sum, member) => sum + list[member]! ** 2, 0) -
        total(list, members) ** 2 / members.length,
    ],
  ])('of the game %s are those of enumeration', (_, closed, worth) => {
    const property = fc.property(weights, (list) => {
      near(
        closed(list),
        enumerated(list.length, (members, size) => worth(list, membersOf(members, size))),
      );
    });
    fc.assert(property, { seed: 4, numRuns: 60 });
  });

  test('of gloves are those of enumeration', () => {
    for (let left = 0; left <= 5; left++) {
      for (let right = 1; right <= 5; right++) {
        const v = (members: Int32Array, size: number) => {
          const lefts = membersOf(members, size).filter((member) => member < left).length;
          return Math.min(lefts, size - lefts);
        };
        near(ofGloveGame(left, right), enumerated(left + right, v));
      }
    }
  });

  test('of the Security Council are 421/2145 and 4/2145, to the last digit', () => {
    const { permanent, other } = securityCouncil();
    expect(permanent).toEqual({ numerator: 421n, denominator: 2145n });
    expect(other).toEqual({ numerator: 4n, denominator: 2145n });
  });

  test.each([
    { permanent: 2, others: 3, quota: 3 },
    { permanent: 1, others: 5, quota: 6 },
    { permanent: 3, others: 2, quota: 3 },
    { permanent: 5, others: 6, quota: 7 },
  ])('of a council of $permanent and $others with a quota of $quota are those of enumeration', (terms) => {
    const council = securityCouncil(terms);
    const v = (members: Int32Array, size: number) =>
      size >= terms.quota &&
      membersOf(members, size).filter((member) => member < terms.permanent).length === terms.permanent
        ? 1
        : 0;
    const values = enumerated(terms.permanent + terms.others, v);
    expect(values[0]).toBeCloseTo(
      Number(council.permanent.numerator) / Number(council.permanent.denominator),
      12,
    );
    expect(values.at(-1)).toBeCloseTo(
      Number(council.other.numerator) / Number(council.other.denominator),
      12,
    );
  });
});
