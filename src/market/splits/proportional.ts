import type { Split } from '../split.js';
import { equal } from './equal.js';

/** Shares in proportion to spare capacity, which counts as 0 below 0; equal where nobody has any. */
export const proportional: Split = (task, members, spare, shares) => {
  let total = 0;
  for (let i = 0; i < members; i++) total += Math.max(0, spare[i]!);
  if (total === 0 || total === Number.POSITIVE_INFINITY) return equal(task, members, spare, shares);
  for (let i = 0; i < members; i++) shares[i] = task.load * (Math.max(0, spare[i]!) / total);
};
