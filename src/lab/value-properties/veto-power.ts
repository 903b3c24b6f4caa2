import { games } from '../arbitraries/games.js';
import { significant } from '../coalitional-game.js';
import { games as casesOf, valueProperty } from '../value-property.js';
import { rounded } from '../words.js';

/** A vetoer's share of power in a vote. */
export const vetoPower = valueProperty({
  title: 'in simple games nobody gets more than a player without whom nobody wins',
  cases: casesOf(games.simple),
  violation(payoff, { game }) {
    for (const [player, paid] of payoff.entries()) {
      const hasVeto = game.worth.every((worth, mask) => worth === 0 || mask & (1 << player));
      const more = payoff.findIndex((other) => other - paid > significant(game));
      if (!hasVeto || more < 0) continue;
      return `player ${player} has a veto and gets ${rounded(paid)}, and player ${more} gets ${rounded(payoff[more]!)}`;
    }
    return undefined;
  },
});
