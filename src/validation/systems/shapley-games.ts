import { z } from 'zod';
import type { CharacteristicFunction } from '../../cooperative/characteristic-function.js';
import { independent } from '../../cooperative/order-plans/independent.js';
import { sampledShapley } from '../../cooperative/sampled-shapley.js';
import { shapleyByEnumeration } from '../../cooperative/shapley.js';
import { loadEqualisation } from '../../market/games/load-equalisation.js';
import { spareCapacity } from '../../market/games/spare-capacity.js';
import { Streams } from '../../random/streams.js';
import type { Estimate } from '../../statistics/estimate.js';
import { type Fraction, securityCouncil } from '../../theory/security-council.js';
import {
  ofAdditiveGame,
  ofAirportGame,
  ofGloveGame,
  ofLoadEqualisation,
  ofSquaredWeight,
} from '../../theory/shapley-values.js';
import { type KnownSystem, knownSystem, type Prediction } from '../known-system.js';
import { players } from '../parameters.js';

/** A game whose values are known; players that are alike share a name. */
interface KnownGame {
  readonly names: readonly string[];
  readonly values: readonly number[];
  readonly worth: CharacteristicFunction;
  /** The size of the worths that values are made of, where those may be far smaller; the largest value where it is left out. */
  readonly scale?: number;
}

/** Numbers that differ by less than this share are alike but for rounding. */
const ROUNDING = 1e-9;

/** Enumeration of all coalitions gives each value but for rounding; sampled orders estimate the largest, where orders matter. */
function gameSystem<Schema extends z.ZodObject>(terms: {
  name: string;
  title: string;
  parameters: Schema;
  cases: readonly [z.input<Schema>, ...z.input<Schema>[]];
  additive?: true;
  game(parameters: z.output<Schema>): KnownGame;
}): KnownSystem {
  const toleranceOf = ({ values, scale }: KnownGame): number =>
    ROUNDING * (scale ?? Math.max(...values.map(Math.abs)));
  const largestOf = ({ values }: KnownGame): number => values.indexOf(Math.max(...values));
  return knownSystem({
    ...terms,
    effort: () => ({ runs: 1, length: terms.additive ? 0 : 20_000, warmup: 0, unit: 'sampled orders' }),

    predict(parameters) {
      const game = terms.game(parameters);
      const largest = largestOf(game);
      const tolerance = toleranceOf(game);
      const exact = game.names.map((name, player): [string, Prediction] => [
        name,
        { check: 'exact', value: game.values[player]!, tolerance },
      ]);
      // What is rounding alone has no mean to sample.
      if (terms.additive || Math.abs(game.values[largest]!) <= 1e3 * tolerance)
        return Object.fromEntries(exact);
      const sampled = { check: 'mean' as const, value: game.values[largest]! };
      return { ...Object.fromEntries(exact), [`${game.names[largest]}, sampled`]: sampled };
    },

    observe(parameters, { length }, seed) {
      const game = terms.game(parameters);
      const { names, worth } = game;
      const values = new Float64Array(names.length);
      shapleyByEnumeration(names.length, worth, values);
      const exact = names.map((name, player): [string, Estimate] => [
        name,
        { mean: values[player]!, error: 0, freedom: 1 },
      ]);
      if (terms.additive) return Object.fromEntries(exact);
      const errors = new Float64Array(names.length);
      const uniform = new Streams(seed).uniform('orders');
      sampledShapley(names.length, worth, { plan: independent, orders: length }, uniform, values, errors);
      const largest = largestOf(game);
      const sampled = { mean: values[largest]!, error: errors[largest]!, freedom: length - 1 };
      return { ...Object.fromEntries(exact), [`${names[largest]}, sampled`]: sampled };
    },
  });
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, player) => `φ${player + 1}`);

/** v of some list of the members' own numbers. */
const worthOf =
  (numbers: readonly number[], v: (own: number[]) => number): CharacteristicFunction =>
  (members, size) =>
    v(Array.from(members.subarray(0, size), (member) => numbers[member]!));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const quotient = ({ numerator, denominator }: Fraction): number => Number(numerator) / Number(denominator);

/** Every game whose Shapley values are known. */
export const shapleySystems: readonly KnownSystem[] = [
  gameSystem({
    name: 'additive',
    title: 'Shapley values of v = Σ w, the spare capacities of the paper',
    parameters: z.strictObject({ weights: players('weight of each player') }),
    cases: [{ weights: [1, 2, 3, 4] }],
    additive: true,
    game({ weights }) {
      const servers = {
        count: weights.length,
        capacity: Float64Array.from(weights),
        load: new Float64Array(weights.length),
      };
      return {
        names: numbered(weights.length),
        values: ofAdditiveGame(weights),
        worth: spareCapacity.value(servers),
      };
    },
  }),
  gameSystem({
    name: 'squares',
    title: 'Shapley values of v = (Σ w)²',
    parameters: z.strictObject({ weights: players('weight of each player') }),
    cases: [{ weights: [1, 2, 3, 4] }],
    game: ({ weights }) => ({
      names: numbered(weights.length),
      values: ofSquaredWeight(weights),
      worth: worthOf(weights, (own) => sum(own) ** 2),
    }),
  }),
  gameSystem({
    name: 'gloves',
    title: 'Shapley values of pairs of gloves',
    parameters: z.strictObject({
      left: z.int().min(1).max(8).describe('owners of a left glove'),
      right: z.int().min(1).max(8).describe('owners of a right glove'),
    }),
    cases: [{ left: 1, right: 2 }],
    game({ left, right }) {
      const values = ofGloveGame(left, right);
      const sides = values.map((_, player) => (player < left ? 1 : 0));
      return {
        names: sides.map((side, player) =>
          side === 1 ? `left ${player + 1}` : `right ${player - left + 1}`,
        ),
        values,
        worth: worthOf(sides, (own) => Math.min(sum(own), own.length - sum(own))),
      };
    },
  }),
  gameSystem({
    name: 'airport',
    title: 'Shapley values of the longest runway needed',
    parameters: z.strictObject({ costs: players('cost of the runway that each needs') }),
    cases: [{ costs: [1, 2, 4, 8] }],
    game: ({ costs }) => ({
      names: numbered(costs.length),
      values: ofAirportGame(costs),
      worth: worthOf(costs, (own) => Math.max(...own)),
    }),
  }),
  gameSystem({
    name: 'council',
    title: "Shapley values of a council's members, by default the United Nations'",
    parameters: z
      .strictObject({
        permanent: z.int().min(1).max(8).default(5).describe('members that all have to agree'),
        others: z.int().min(1).max(11).default(10).describe('members besides'),
        quota: z
          .int()
          .min(2)
          .max(18)
          .default(9)
          .describe('votes that it takes, more than the permanent ones'),
      })
      .refine(
        ({ permanent, others, quota }) => quota > permanent && quota < permanent + others,
        'the quota must be above the permanent members and below all',
      ),
    cases: [{}],
    game({ permanent, others, quota }) {
      const values = securityCouncil({ permanent, others, quota });
      const vetoes = Array.from({ length: permanent + others }, (_, member) => (member < permanent ? 1 : 0));
      return {
        names: vetoes.map((veto) => (veto === 1 ? 'permanent' : 'other')),
        values: vetoes.map((veto) => quotient(veto === 1 ? values.permanent : values.other)),
        worth: worthOf(vetoes, (own) => (own.length >= quota && sum(own) === permanent ? 1 : 0)),
      };
    },
  }),
  gameSystem({
    name: 'equalisation',
    title: 'Shapley values of v = Σ l² − (Σ l)²/|S|',
    parameters: z.strictObject({ loads: players('load of each player') }),
    cases: [{ loads: [1, 5, 9] }],
    game({ loads }) {
      const servers = {
        count: loads.length,
        capacity: new Float64Array(loads.length),
        load: Float64Array.from(loads),
      };
      return {
        names: numbered(loads.length),
        values: ofLoadEqualisation(loads),
        worth: loadEqualisation.value(servers),
        scale: sum(loads.map((each) => each ** 2)),
      };
    },
  }),
];
