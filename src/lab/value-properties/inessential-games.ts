import { games } from '../arbitraries/games.js';
import { significant } from '../coalitional-game.js';
import { games as casesOf, valueProperty } from '../value-property.js';
import { rounded } from '../words.js';

/** The dummy player axiom, for all players at once. */
export const inessentialGames = valueProperty({
  title: 'in additive games everybody gets its own worth',
  cases: casesOf(games.additive),
  violation(payoff, { game }) {
    const player = payoff.findIndex((paid, i) => Math.abs(paid - game.worth[1 << i]!) > significant(game));
    if (player < 0) return undefined;
    return `player ${player} gets ${rounded(payoff[player]!)} and adds ${rounded(game.worth[1 << player]!)} to any coalition`;
  },
});
