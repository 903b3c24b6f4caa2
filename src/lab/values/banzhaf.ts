import { banzhafOf } from '../../cooperative/banzhaf.js';
import type { Value } from '../value.js';

/** All of Shapley's axioms but efficiency. */
export const banzhaf: Value = {
  title: 'the mean of what a player adds to the others, each of them in or out alike',
  of({ players, worth }) {
    const out = new Float64Array(players);
    banzhafOf(players, Float64Array.from(worth), out);
    return [...out];
  },
};
