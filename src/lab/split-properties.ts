import type { Property } from './property.js';
import { core } from './split-properties/core.js';
import { groupRationality } from './split-properties/group-rationality.js';
import { individualRationality } from './split-properties/individual-rationality.js';
import { nullPlayer } from './split-properties/null-player.js';
import { symmetry } from './split-properties/symmetry.js';
import type { TitledSplit } from './split-task.js';

/** Every property of splits, by the name that `vickrey lab --property` gives it. */
export const splitProperties = {
  'group-rationality': groupRationality,
  'individual-rationality': individualRationality,
  core,
  symmetry,
  'null-player': nullPlayer,
} satisfies Record<string, Property<TitledSplit>>;
