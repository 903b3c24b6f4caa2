import fc from 'fast-check';
import { games } from '../arbitraries/games.js';
import { type CoalitionalGame, significant } from '../coalitional-game.js';
import { valueProperty } from '../value-property.js';
import { rounded } from '../words.js';

/** Symmetry: players that add the same to every coalition without them get the same. */
export const symmetry = valueProperty({
  title: 'players that add the same to every coalition get the same',
  cases: fc
    .record({ game: games.random, first: fc.nat({ max: 4 }), second: fc.nat({ max: 4 }) })
    .map(({ game, first, second }) => {
      const [a, b] = [first % game.players, second % game.players];
      return { game: madeAlike(game, a, b), a, b };
    }),
  violation(payoff, { game, a, b }) {
    if (Math.abs(payoff[a]! - payoff[b]!) <= significant(game)) return undefined;
    return `players ${a} and ${b} add the same, and get ${rounded(payoff[a]!)} and ${rounded(payoff[b]!)}`;
  },
});

/** The game in which a coalition with `b` and without `a` is worth what it would be with `a` in the place of `b`. */
function madeAlike({ players, worth }: CoalitionalGame, a: number, b: number): CoalitionalGame {
  const alike = (mask: number): number =>
    mask & (1 << b) && !(mask & (1 << a)) ? mask ^ (1 << a) ^ (1 << b) : mask;
  return { players, worth: worth.map((_, mask) => worth[alike(mask)]!) };
}
