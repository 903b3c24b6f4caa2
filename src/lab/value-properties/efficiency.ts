import { games } from '../arbitraries/games.js';
import { grandWorth, significant } from '../coalitional-game.js';
import { games as casesOf, valueProperty } from '../value-property.js';
import { difference, rounded } from '../words.js';

/** Efficiency, also known as group rationality: Σ φᵢ = v(N). */
export const efficiency = valueProperty({
  title: 'payoffs sum to what all players are worth together',
  cases: casesOf(games.random),
  violation(payoff, { game }) {
    const paid = payoff.reduce((sum, value) => sum + value, 0);
    const missing = difference(paid, grandWorth(game));
    if (Math.abs(missing) <= significant(game)) return undefined;
    return `payoffs sum to ${rounded(paid)}, and all players are worth ${rounded(grandWorth(game))}`;
  },
});
