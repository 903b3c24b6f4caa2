import { shapleyOf } from '../../cooperative/shapley.js';
import type { Value } from '../value.js';

/** The only value that is efficient, symmetric, additive and gives null players nothing (Shapley 1953). */
export const shapley: Value = {
  title: 'the mean of what a player adds to those before it, over all orders of joining',
  of({ players, worth }) {
    const out = new Float64Array(players);
    shapleyOf(players, Float64Array.from(worth), out);
    return [...out];
  },
};
