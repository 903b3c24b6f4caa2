import fc from 'fast-check';
import { coalitionSize } from '../../cooperative/coalitions.js';
import type { CoalitionalGame } from '../coalitional-game.js';

/**
 * Characteristic functions of 1 to 5 players. All are drawn for 5, and the first players of them are kept, so that fewer players,
 * and then smaller whole numbers, are what they shrink to.
 */
const MOST_PLAYERS = 5;
const COALITIONS = 2 ** MOST_PLAYERS;

const players = fc.integer({ min: 1, max: MOST_PLAYERS });
/** Amounts are small whole numbers, as often as not very small ones, so that games are easy to take in. */
const amount = (least: number) =>
  fc.oneof(
    { withCrossShrink: true },
    fc.integer({ min: Math.max(least, -1), max: 1 }),
    fc.integer({ min: least, max: 12 }),
  );
const worths = (least: number) => fc.array(amount(least), { minLength: COALITIONS, maxLength: COALITIONS });
const weights = (least: number) =>
  fc.array(amount(least), { minLength: MOST_PLAYERS, maxLength: MOST_PLAYERS });

/** Any worths at all. */
const random = of(worths(-12), (drawn) => (mask) => drawn[mask]!);

/** Whoever joins never takes anything away: each worth is the largest without one of its members, and some more. */
const monotone = of(worths(0), (more) => {
  const worth = [0];
  for (let mask = 1; mask < COALITIONS; mask++) {
    worth.push(more[mask]! + Math.max(...membersOf(mask).map((player) => worth[mask ^ (1 << player)]!)));
  }
  return (mask) => worth[mask]!;
});

/**
 * What a player adds only rises with those who are there: dividends above 0 of every two or more players together (any convex game but
 * those whose larger dividends are below 0), and the excess of summed weights above a threshold, which has such.
 */
const convex = of(
  fc.record({ dividends: worths(0), weights: weights(0), threshold: fc.nat({ max: 30 }), own: weights(-12) }),
  ({ dividends, weights, threshold, own }) =>
    (mask) =>
      sum(membersOf(mask).map((player) => own[player]!)) +
      Math.max(0, sum(membersOf(mask).map((player) => weights[player]!)) - threshold) +
      sum(dividends.filter((_, part) => (part & mask) === part && coalitionSize(part) > 1)),
);

/** Votes: a coalition wins, and is worth 1, where it holds one of those that are drawn to win; all others are worth 0. */
const simple = of(
  fc.array(fc.integer({ min: 1, max: COALITIONS - 1 }), { minLength: 1, maxLength: 6 }),
  (winning) => (mask) => (winning.some((part) => (part & mask) === part) ? 1 : 0),
);

/** Nobody gains by being together: a coalition is worth what its members are worth alone. */
const additive = of(weights(-12), (own) => (mask) => sum(membersOf(mask).map((player) => own[player]!)));

/** Every kind of game, by name. */
export const games = { random, monotone, convex, simple, additive } satisfies Record<
  string,
  fc.Arbitrary<CoalitionalGame>
>;

/** Games of what `worthOf` makes of the numbers drawn. */
function of<Drawn>(
  drawn: fc.Arbitrary<Drawn>,
  worthOf: (drawn: Drawn) => (mask: number) => number,
): fc.Arbitrary<CoalitionalGame> {
  return fc.record({ players, drawn }).map(({ players, drawn }) => {
    const worth = worthOf(drawn);
    return {
      players,
      worth: Array.from({ length: 2 ** players }, (_, mask) => (mask === 0 ? 0 : worth(mask))),
    };
  });
}

function membersOf(mask: number): number[] {
  return Array.from({ length: MOST_PLAYERS }, (_, player) => player).filter((player) => mask & (1 << player));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
