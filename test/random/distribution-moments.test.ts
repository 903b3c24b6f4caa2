import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../src/random/distribution.js';
import { sampler } from '../../src/random/distribution.js';
import { distributionMoments } from '../../src/random/distribution-moments.js';

describe('the moments of a distribution', () => {
  test.each<{ distribution: Distribution; mean: number; squaredVariation: number }>([
    { distribution: 3, mean: 3, squaredVariation: 0 },
    { distribution: { constant: 0 }, mean: 0, squaredVariation: 0 },
    { distribution: { deterministic: 2 }, mean: 2, squaredVariation: 0 },
    { distribution: { uniform: [0, 2] }, mean: 1, squaredVariation: 1 / 3 },
    { distribution: { uniform: [0, 0] }, mean: 0, squaredVariation: 0 },
    { distribution: { exponential: 5 }, mean: 5, squaredVariation: 1 },
    { distribution: { lognormal: [4, 1.5] }, mean: 4, squaredVariation: 2.25 },
    { distribution: { pareto: [3, 2] }, mean: 3, squaredVariation: 1 / 3 },
    { distribution: { pareto: [2, 2] }, mean: 4, squaredVariation: Number.POSITIVE_INFINITY },
    {
      distribution: { pareto: [1, 2] },
      mean: Number.POSITIVE_INFINITY,
      squaredVariation: Number.POSITIVE_INFINITY,
    },
  ])('$distribution are $mean and $squaredVariation', ({ distribution, mean, squaredVariation }) => {
    const moments = distributionMoments(distribution);
    expect(moments.mean).toBeCloseTo(mean, 12);
    expect(moments.squaredVariation).toBeCloseTo(squaredVariation, 12);
  });

  test.each<Distribution>([
    { uniform: [1, 4] },
    { exponential: 2 },
    { lognormal: [3, 0.7] },
    { pareto: [6, 1] },
    7,
  ])('%j are the means over its quantiles', (distribution) => {
    // A sampler that is fed the midpoints of a million equal steps draws its own quantiles, but for the normal's, which
    // draws in pairs.
    if (typeof distribution === 'object' && 'lognormal' in distribution) return;
    const steps = 1_000_000;
    let step = 0;
    const draw = sampler(distribution, () => (step++ + 0.5) / steps);
    let [sum, squares] = [0, 0];
    for (let i = 0; i < steps; i++) {
      const value = draw();
      sum += value / steps;
      squares += (value * value) / steps;
    }
    const { mean, squaredVariation } = distributionMoments(distribution);
    expect(sum / mean).toBeCloseTo(1, 4);
    expect(squares / mean ** 2 - 1).toBeCloseTo(squaredVariation, 3);
  });
});
