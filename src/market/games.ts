import type { Game } from './game.js';
import { loadEqualisation } from './games/load-equalisation.js';
import { spareCapacity } from './games/spare-capacity.js';

/** Every game, by the name that a scenario gives it. */
export const games = {
  'spare-capacity': spareCapacity,
  'load-equalisation': loadEqualisation,
} satisfies Record<string, Game>;
