import { grandWorth } from '../coalitional-game.js';
import type { Value } from '../value.js';

/** All of Shapley's axioms but that of null players. */
export const equalDivision: Value = {
  title: 'the same for every player',
  of: (game) => new Array<number>(game.players).fill(grandWorth(game) / game.players),
};
