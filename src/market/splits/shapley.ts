import { coalitionSums } from '../../cooperative/coalitions.js';
import { shapleyOf } from '../../cooperative/shapley.js';
import type { Split } from '../split.js';
import { equal } from './equal.js';

/**
 * Shares in proportion to Shapley values of the game "how much of this task fits": v(S) = min(load, Σ spare
 * capacity of S), spare capacity counting as 0 below 0. Where the task fits the coalition the values sum to the
 * load by efficiency. The white paper's v(S) = Σ spare capacity is additive, so its values would only repeat
 * the proportional split; the cap at the load is what makes members substitutes. Equal where nobody has room.
 * O(2^members).
 */
export const shapley: Split = (task, members, spare, shares) => {
  const worth = coalitionSums(members, (member) => Math.max(0, spare[member]!));
  for (let mask = 0; mask < worth.length; mask++) worth[mask] = Math.min(task.load, worth[mask]!);
  shapleyOf(members, worth, shares);
  let total = 0;
  for (let i = 0; i < members; i++) {
    // Who has no room adds nothing to any coalition. A sliver that rounding left it would wait behind all that it has to do.
    shares[i] = spare[i]! > 0 ? Math.max(0, shares[i]!) : 0;
    total += shares[i]!;
  }
  if (total === 0) return equal(task, members, spare, shares);
  for (let i = 0; i < members; i++) shares[i] = task.load * (shares[i]! / total);
};
