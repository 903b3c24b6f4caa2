/**
 * Softmax of `count` scores from `from` on: probabilities that are proportional to eˢᶜᵒʳᵉ, written to `out` from 0 on. The
 * highest score is subtracted first, so that nothing overflows.
 *
 * @returns the entropy −Σ p ln p, from 0 to ln count
 */
export function softmax(scores: ArrayLike<number>, from: number, count: number, out: Float64Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) highest = Math.max(highest, scores[from + i]!);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += out[i] = Math.exp(scores[from + i]! - highest);
  let mean = 0;
  for (let i = 0; i < count; i++) {
    out[i]! /= sum;
    mean += out[i]! * (scores[from + i]! - highest);
  }
  return Math.log(sum) - mean;
}
