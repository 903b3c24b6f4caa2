import { equal } from './equal.js';

/** Shares in proportion to spare capacity, which counts as 0 below 0; equal where nobody has any. */
export function proportional(load: number, members: number, spare: Float64Array, shares: Float64Array): void {
  let total = 0;
  for (let i = 0; i < members; i++) total += Math.max(0, spare[i]!);
  if (total === 0 || total === Number.POSITIVE_INFINITY) return equal(load, members, spare, shares);
  for (let i = 0; i < members; i++) shares[i] = load * (Math.max(0, spare[i]!) / total);
}
