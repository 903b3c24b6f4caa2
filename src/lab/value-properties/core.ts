import type fc from 'fast-check';
import { largestExcess } from '../../cooperative/core.js';
import { games } from '../arbitraries/games.js';
import { type CoalitionalGame, grandWorth, membersInWords, significant } from '../coalitional-game.js';
import { games as casesOf, valueProperty } from '../value-property.js';
import { rounded } from '../words.js';

/** In a convex game the core is never empty, and its centre of gravity is the Shapley value (Shapley 1971). */
export const core = inCore('in convex games no coalition would gain by leaving', games.convex);

/** A core may be empty here, so that no value can be in it in every game. */
export const coreOfMonotoneGames = inCore(
  'in monotone games no coalition would gain by leaving',
  games.monotone,
);

function inCore(title: string, arbitrary: fc.Arbitrary<CoalitionalGame>) {
  return valueProperty({
    title,
    cases: casesOf(arbitrary),
    violation(payoff, { game }) {
      const paid = payoff.reduce((sum, value) => sum + value, 0);
      if (paid - grandWorth(game) > significant(game))
        return `payoffs sum to ${rounded(paid)}, and all players are worth ${rounded(grandWorth(game))}`;
      const { coalition, excess } = largestExcess(game.worth, payoff);
      if (excess <= significant(game)) return undefined;
      const worth = game.worth[coalition]!;
      return `the coalition ${membersInWords(coalition)} gets ${rounded(worth - excess)} and is worth ${rounded(worth)} by itself`;
    },
  });
}
