import { games } from '../arbitraries/games.js';
import { significant } from '../coalitional-game.js';
import { games as casesOf, valueProperty } from '../value-property.js';
import { rounded } from '../words.js';

/** Individual rationality where being together pays: φᵢ ≥ v({i}) in convex games. */
export const individualRationality = valueProperty({
  title: 'in convex games nobody gets less than alone',
  cases: casesOf(games.convex),
  violation(payoff, { game }) {
    const player = payoff.findIndex((paid, i) => game.worth[1 << i]! - paid > significant(game));
    if (player < 0) return undefined;
    return `player ${player} gets ${rounded(payoff[player]!)} and is worth ${rounded(game.worth[1 << player]!)} alone`;
  },
});
