import fc from 'fast-check';
import { games } from '../arbitraries/games.js';
import { significant } from '../coalitional-game.js';
import { valueProperty } from '../value-property.js';
import { rounded } from '../words.js';

/** The null player axiom. */
export const nullPlayer = valueProperty({
  title: 'a player that adds nothing to any coalition gets nothing',
  cases: fc.record({ game: games.random, player: fc.nat({ max: 4 }) }).map(({ game, player }) => {
    const idle = player % game.players;
    const worth = game.worth.map((_, mask) => game.worth[mask & ~(1 << idle)]!);
    return { game: { ...game, worth }, idle };
  }),
  violation(payoff, { game, idle }) {
    if (Math.abs(payoff[idle]!) <= significant(game)) return undefined;
    return `player ${idle} adds nothing and gets ${rounded(payoff[idle]!)}`;
  },
});
