import { studentTailQuantile } from './student-t.js';

/** A correlation is not taken to be larger: batches so much alike tell next to nothing. */
const MOST_CORRELATION = 0.9;

/**
 * Half the width of the interval of a mean from what the means of k successive batches are off it, with the corrections of
 * N-Skart (Tafazzoli, Steiger & Wilson 2011, equations 10 to 13):
 *
 * - Correlation of neighbours: the variance is multiplied by (1 + φ) / (1 − φ), φ being that of lag 1, with the 1/k by which
 *   it is estimated too low added, from 0 to 0.9. So it only widens.
 * - Skewness B: Student's t is put through G(t) = ((1 + 6β(t − β))^⅓ − 1) / 2β, β = B / 6√k, Willink's (2005) form of the
 *   Cornish–Fisher expansion. The interval is then longer on one side; half its width is told, on either side.
 *
 * 0 where all are 0, `NaN` below three of them. O(k).
 *
 * @param deviations - in order, of mean 0
 * @param level - in (0, 1)
 */
export function correctedHalfWidth(deviations: Float64Array, level: number): number {
  const k = deviations.length;
  if (k < 3) return Number.NaN;
  let [squares, cubes, products] = [0, 0, 0];
  for (let i = 0; i < k; i++) {
    const deviation = deviations[i]!;
    squares += deviation ** 2;
    cubes += deviation ** 3;
    if (i > 0) products += deviation * deviations[i - 1]!;
  }
  if (squares === 0) return 0;
  const correlation = Math.min(MOST_CORRELATION, Math.max(0, products / squares + 1 / k));
  const error = Math.sqrt(((1 + correlation) / (1 - correlation)) * (squares / (k - 1) / k));
  const skewness = (cubes / k / (squares / k) ** 1.5) * (Math.sqrt(k * (k - 1)) / (k - 2));
  const t = studentTailQuantile((1 - level) / 2, k - 1);
  const beta = skewness / 6 / Math.sqrt(k);
  return (error * (skewed(t, beta) - skewed(-t, beta))) / 2;
}

/** G of {@link correctedHalfWidth}: t itself where nothing is skewed. */
function skewed(t: number, beta: number): number {
  return Math.abs(beta) < 1e-6 ? t : (Math.cbrt(1 + 6 * beta * (t - beta)) - 1) / (2 * beta);
}
