import fc from 'fast-check';
import { games } from '../arbitraries/games.js';
import { gameInWords, significant } from '../coalitional-game.js';
import { valueProperty } from '../value-property.js';
import { rounded } from '../words.js';

/** Additivity: φ(v + w) = φ(v) + φ(w). */
export const additivity = valueProperty({
  title: 'two games together pay what they pay one by one',
  cases: fc.record({ one: games.random, other: games.random }).map(({ one, other }) => {
    const players = Math.min(one.players, other.players);
    const [game, added] = [one, other].map(({ worth }) => ({ players, worth: worth.slice(0, 2 ** players) }));
    return { game: game!, added: added! };
  }),
  violation(payoff, { game, added }, value) {
    const both = { ...game, worth: game.worth.map((worth, mask) => worth + added.worth[mask]!) };
    const other = value.of(added);
    const together = value.of(both);
    const player = together.findIndex(
      (paid, i) => Math.abs(paid - payoff[i]! - other[i]!) > significant(both),
    );
    if (player < 0) return undefined;
    const sum = `${rounded(payoff[player]!)} + ${rounded(other[player]!)}`;
    return `player ${player} gets ${sum} in two games and ${rounded(together[player]!)} in both together, the other one being ${gameInWords(added)}`;
  },
});
