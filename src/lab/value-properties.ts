import type { Property } from './property.js';
import type { Value } from './value.js';
import { additivity } from './value-properties/additivity.js';
import { core, coreOfMonotoneGames } from './value-properties/core.js';
import { efficiency } from './value-properties/efficiency.js';
import { individualRationality } from './value-properties/individual-rationality.js';
import { inessentialGames } from './value-properties/inessential-games.js';
import { nullPlayer } from './value-properties/null-player.js';
import { symmetry } from './value-properties/symmetry.js';
import { vetoPower } from './value-properties/veto-power.js';

/** Every property of values, by the name that `vickrey lab --property` gives it. */
export const valueProperties = {
  efficiency,
  symmetry,
  'null-player': nullPlayer,
  additivity,
  'individual-rationality': individualRationality,
  core,
  'core-of-monotone-games': coreOfMonotoneGames,
  'inessential-games': inessentialGames,
  'veto-power': vetoPower,
} satisfies Record<string, Property<Value>>;
