import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { banzhafOf } from '../../src/cooperative/banzhaf.js';
import {
  coalitionSize,
  coalitionSums,
  coalitionWorths,
  memberSums,
} from '../../src/cooperative/coalitions.js';
import { shapleyOf } from '../../src/cooperative/shapley.js';
import { game, lookUp } from '../arbitraries/game.js';
import { exactShapley, naiveBanzhaf, naiveShapley, naiveWorths } from './naive-values.js';

/** Hₙ = 1 + 1/2 + … + 1/n. */
const harmonic = (n: number) => Array.from({ length: n }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0);

const valuesOf = (
  value: (players: number, worth: Float64Array, out: Float64Array) => void,
  players: number,
  worth: ArrayLike<number>,
) => {
  const out = new Float64Array(players);
  value(players, Float64Array.from(worth), out);
  return [...out];
};

const wholeGame = fc.integer({ min: 1, max: 8 }).chain((players) =>
  fc
    .array(fc.integer({ min: -1e6, max: 1e6 }), {
      minLength: 2 ** players - 1,
      maxLength: 2 ** players - 1,
    })
    .map((worths) => ({ players, worth: [0, ...worths] })),
);

describe('the list of all coalitions', () => {
  test('holds what v says of each, asked with the same members in the same order, to the bit', () => {
    const weights = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 1,
      maxLength: 9,
    });
    const property = fc.property(weights, (drawn) => {
      // The order of members shows in the last bits of a sum.
      const v = (members: Int32Array, size: number) =>
        members.subarray(0, size).reduce((sum, member) => sum * 1.1 + drawn[member]!, 0);
      expect([...coalitionWorths(drawn.length, v)]).toEqual(naiveWorths(drawn.length, v));
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  test('of sums is that of adding members in rising order, to the bit', () => {
    const weights = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 9 });
    const property = fc.property(weights, (drawn) => {
      const v = (members: Int32Array, size: number) =>
        members.subarray(0, size).reduce((sum, member) => sum + drawn[member]!, 0);
      expect([...coalitionSums(drawn.length, (player) => drawn[player]!)]).toEqual(
        naiveWorths(drawn.length, v),
      );
    });
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  test('has coalitions of the sizes that their bits say', () => {
    for (const mask of [0, 1, 0b1011, 2 ** 20 - 1, 2 ** 19]) {
      expect(coalitionSize(mask)).toBe(mask.toString(2).replaceAll('0', '').length);
    }
  });

  test('adds up terms by member, and all of them', () => {
    const property = fc.property(wholeGame, ({ players, worth }) => {
      const sums = new Float64Array(players);
      const terms = Float64Array.from(worth, (value) => value + 1);
      const holding = (player: number) => terms.filter((_, mask) => mask & (1 << player));
      const expected = Array.from({ length: players }, (_, player) =>
        holding(player).reduce((a, b) => a + b, 0),
      );
      const all = terms.reduce((a, b) => a + b, 0);
      expect(memberSums(players, terms, sums)).toBe(all);
      expect([...sums]).toEqual(expected);
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
  });
});

describe('values of all players at once', () => {
  test('are the exact Shapley values within the stated rounding', () => {
    const property = fc.property(wholeGame, ({ players, worth }) => {
      const orders = Array.from({ length: players }, (_, i) => i + 1).reduce((a, b) => a * b, 1);
      const largest = Math.max(...worth.map(Math.abs));
      const bound = 4 * (players + 4) * harmonic(players) * 2 ** -53 * largest;
      const exact = exactShapley(players, worth).map((value) => Number(value) / orders);
      for (const [i, value] of valuesOf(shapleyOf, players, worth).entries()) {
        expect(Math.abs(value - exact[i]!)).toBeLessThanOrEqual(bound);
      }
    });
    fc.assert(property, { seed: 4, numRuns: 500 });
  });

  test('are those of the sums term by term, Shapley and Banzhaf, and of no others', () => {
    const off = (found: number[], expected: number[]) =>
      Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)));
    let caught = 0;
    const property = fc.property(game, ({ players, worth }) => {
      const tolerance = 1e-12 * Math.max(...worth.map(Math.abs));
      const shapley = valuesOf(shapleyOf, players, worth);
      expect(off(shapley, naiveShapley(players, worth))).toBeLessThanOrEqual(tolerance);
      const banzhaf = valuesOf(banzhafOf, players, worth);
      expect(off(banzhaf, naiveBanzhaf(players, worth))).toBeLessThanOrEqual(tolerance);
      if (off(shapley, naiveBanzhaf(players, worth)) > tolerance) caught++;
    });
    fc.assert(property, { seed: 5, numRuns: 300 });
    expect(caught).toBeGreaterThan(100);
  });

  test('of 20 players are the known ones', () => {
    const weights = Array.from({ length: 20 }, (_, player) => player + 1);
    const worth = coalitionSums(20, (player) => weights[player]!).map((sum) => sum * sum);
    const bound = 4 * 24 * harmonic(20) * 2 ** -53 * worth.at(-1)!;
    for (const [player, value] of valuesOf(shapleyOf, 20, worth).entries()) {
      expect(Math.abs(value - weights[player]! * 210)).toBeLessThanOrEqual(bound);
    }
  });

  test('leave the worths as they were', () => {
    const worth = coalitionWorths(3, lookUp({ players: 3, worth: [0, 1, 2, 3, 4, 5, 6, 9] }));
    for (const value of [shapleyOf, banzhafOf]) value(3, worth, new Float64Array(3));
    expect([...worth]).toEqual([0, 1, 2, 3, 4, 5, 6, 9]);
  });

  test('of a majority of three are a third each, by Banzhaf half each', () => {
    const worth = [0, 0, 0, 1, 0, 1, 1, 1];
    for (const value of valuesOf(shapleyOf, 3, worth)) expect(value).toBeCloseTo(1 / 3, 15);
    expect(valuesOf(banzhafOf, 3, worth)).toEqual([0.5, 0.5, 0.5]);
  });

  test("of the United Nations' council by Banzhaf are 848 and 84 of 2¹⁴", () => {
    const v = (members: Int32Array, size: number) =>
      size >= 9 && members.subarray(0, size).filter((member) => member < 5).length === 5 ? 1 : 0;
    const worth = coalitionWorths(15, v);
    const banzhaf = valuesOf(banzhafOf, 15, worth).map((value) => value * 2 ** 14);
    expect(banzhaf).toEqual([848, 848, 848, 848, 848, ...new Array(10).fill(84)]);
  });
});
