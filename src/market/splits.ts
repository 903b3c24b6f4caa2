import type { Split } from './split.js';
import { equal } from './splits/equal.js';
import { proportional } from './splits/proportional.js';
import { shapley } from './splits/shapley.js';

/** Every split, by the name that a scenario gives it. */
export const splits = { equal, proportional, shapley } satisfies Record<string, Split>;
