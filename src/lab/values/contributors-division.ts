import { grandWorth } from '../coalitional-game.js';
import type { Value } from '../value.js';

/** All of Shapley's axioms but additivity. */
export const contributorsDivision: Value = {
  title: 'the same for every player that adds anything to any coalition',
  of(game) {
    const adds = Array.from({ length: game.players }, (_, player) =>
      game.worth.some((value, mask) => value !== game.worth[mask & ~(1 << player)]),
    );
    const count = adds.filter(Boolean).length;
    return adds.map((does) => (does ? grandWorth(game) / count : 0));
  },
};
