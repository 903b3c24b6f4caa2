import type { Value } from '../value.js';

/** All of Shapley's axioms but symmetry. */
export const marginalVector: Value = {
  title: 'what a player adds to those of lower number',
  of: ({ players, worth }) =>
    Array.from({ length: players }, (_, player) => worth[2 ** (player + 1) - 1]! - worth[2 ** player - 1]!),
};
