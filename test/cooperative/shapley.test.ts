import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CharacteristicFunction } from '../../src/cooperative/characteristic-function.js';
import { enumerationLimit } from '../../src/cooperative/coalitions.js';
import { shapleyByEnumeration } from '../../src/cooperative/shapley.js';
import { games } from '../../src/market/games.js';
import { game, lookUp, type TabledGame } from '../arbitraries/game.js';
import { shapleyByPermutations as byAllOrders } from '../reference/rounds-market.js';
import { enumerated, membersOf } from './shapley-values.js';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function expectClose(values: readonly number[], expected: readonly number[], tolerance = 1e-9): void {
  expect(values).toHaveLength(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  values.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance * scale);
  });
}

/** Each with its published values. */
const weights = [1, 2, 3, 4];
const weightOf = (members: Int32Array, size: number) =>
  sum(membersOf(members, size).map((player) => weights[player]!));

const known: Record<string, { players: number; v: CharacteristicFunction; expected: number[] }> = {
  'additive: w': { players: 4, v: weightOf, expected: weights },
  '(Σ w)²: w·W': {
    players: 4,
    v: (members, size) => weightOf(members, size) ** 2,
    expected: [10, 20, 30, 40],
  },
  'gloves, one left and two right: 2/3, 1/6, 1/6': {
    players: 3,
    v: (members, size) => {
      const gloves = membersOf(members, size);
      const left = gloves.filter((player) => player === 0).length;
      return Math.min(left, gloves.length - left);
    },
    expected: [2 / 3, 1 / 6, 1 / 6],
  },
  'airport of costs 1, 2, 4, 8: each pays its part of each stretch of runway': {
    players: 4,
    v: (members, size) => Math.max(0, ...membersOf(members, size).map((player) => 2 ** player)),
    expected: [1 / 4, 7 / 12, 19 / 12, 67 / 12],
  },
  'UN Security Council: 421/2145 permanent, 4/2145 other': {
    players: 15,
    v: (members, size) => {
      const permanent = membersOf(members, size).filter((player) => player < 5).length;
      return permanent === 5 && size >= 9 ? 1 : 0;
    },
    expected: [...new Array<number>(5).fill(421 / 2145), ...new Array<number>(10).fill(4 / 2145)],
  },
  'load equalisation of loads 1, 5, 9: 44/3, 8/3, 44/3': {
    players: 3,
    v: games['load-equalisation'].value({
      count: 3,
      capacity: new Float64Array(3),
      load: Float64Array.of(1, 5, 9),
    }),
    expected: [44 / 3, 8 / 3, 44 / 3],
  },
};

describe('Shapley values by enumeration of known games', () => {
  test.each(Object.entries(known))('%s', (_, { players, v, expected }) => {
    expectClose(enumerated(players, v), expected, 1e-12);
  });

  test('airports of any sorted costs follow Σ (c_k − c_{k−1})/(n − k + 1)', () => {
    const costs = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 });
    const property = fc.property(costs, (drawn) => {
      const sorted = [...drawn].sort((a, b) => a - b);
      const v: CharacteristicFunction = (members, size) =>
        Math.max(0, ...membersOf(members, size).map((player) => sorted[player]!));
      const expected = sorted.map((_, i) =>
        sum(sorted.slice(0, i + 1).map((cost, k) => (cost - (sorted[k - 1] ?? 0)) / (sorted.length - k))),
      );
      expectClose(enumerated(sorted.length, v), expected);
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('of no players are none, and of too many are refused', () => {
    expect(enumerated(0, () => 0)).toEqual([]);
    const tooMany = enumerationLimit + 1;
    expect(() => shapleyByEnumeration(tooMany, () => 0, new Float64Array(tooMany))).toThrow(RangeError);
  });
});

describe('Shapley values by enumeration of any game', () => {
  const values = (table: TabledGame) => enumerated(table.players, lookUp(table));

  test('are the mean marginal contribution over all orders', () => {
    const property = fc.property(game, (table) => {
      const v = (coalition: number[]) => lookUp(table)(Int32Array.from(coalition), coalition.length);
      expectClose(values(table), byAllOrders(table.players, v));
    });
    fc.assert(property, { seed: 2, numRuns: 100 });
  });

  test('are efficient: they sum to the worth of all players', () => {
    const property = fc.property(game, (table) => {
      expectClose([sum(values(table))], [table.worth.at(-1)!]);
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });

  test('are symmetric: players that add the same to every coalition get the same', () => {
    const property = fc.property(game, fc.nat(), fc.nat(), (table, first, second) => {
      const [a, b] = [first % table.players, second % table.players];
      // The worth of a coalition may ask how many of the two it holds, but not which.
      const swapped = (mask: number) => {
        const [hasA, hasB] = [(mask >> a) & 1, (mask >> b) & 1];
        return (mask & ~(1 << a) & ~(1 << b)) | (hasA << b) | (hasB << a);
      };
      const worth = table.worth.map((value, mask) => value + table.worth[swapped(mask)]!);
      const symmetric = values({ ...table, worth });
      expectClose([symmetric[a]!], [symmetric[b]!], 1e-9);
    });
    fc.assert(property, { seed: 4, numRuns: 300 });
  });

  test('give a null player nothing', () => {
    const property = fc.property(game, fc.nat(), (table, which) => {
      const idle = which % table.players;
      const worth = table.worth.map((_, mask) => table.worth[mask & ~(1 << idle)]!);
      expectClose([values({ ...table, worth })[idle]!], [0]);
    });
    fc.assert(property, { seed: 5, numRuns: 300 });
  });

  test('are additive: of a sum of games they are the sums of the values', () => {
    const pair = fc.tuple(game, game).filter(([one, other]) => one.players === other.players);
    const property = fc.property(pair, ([one, other]) => {
      const worth = one.worth.map((value, mask) => value + other.worth[mask]!);
      const [first, second] = [values(one), values(other)];
      expectClose(
        values({ ...one, worth }),
        first.map((value, i) => value + second[i]!),
      );
    });
    fc.assert(property, { seed: 6, numRuns: 200 });
  });
});
