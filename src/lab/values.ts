import type { Value } from './value.js';
import { banzhaf } from './values/banzhaf.js';
import { contributorsDivision } from './values/contributors-division.js';
import { equalDivision } from './values/equal-division.js';
import { marginalVector } from './values/marginal-vector.js';
import { shapley } from './values/shapley.js';

/** Every value, by the name that `vickrey lab` gives it. */
export const values = {
  shapley,
  banzhaf,
  'equal-division': equalDivision,
  'contributors-division': contributorsDivision,
  'marginal-vector': marginalVector,
} satisfies Record<string, Value>;
