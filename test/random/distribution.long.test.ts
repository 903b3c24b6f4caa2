import { describe, expect, test } from 'vitest';
import { type Distribution, infimum, sampler } from '../../src/random/distribution.js';
import { Streams } from '../../src/random/streams.js';
import { kolmogorov, kolmogorovBound } from './kolmogorov.js';

const DRAWS = 400_000;

interface Known {
  distribution: Distribution;
  mean: number;
  /** Standard deviation, for the bound on the mean of the draws. */
  deviation: number;
  /** P(X ≤ x). */
  cdf: (x: number) => number;
}

const log = { mean: Math.log(10) - Math.log(1.25) / 2, deviation: Math.sqrt(Math.log(1.25)) };

/** Abramowitz and Stegun 7.1.26; error below 1.5e-7. */
function normalCdf(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp((-z * z) / 2);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}

const known: Record<string, Known> = {
  'uniform [5, 20]': {
    distribution: { uniform: [5, 20] },
    mean: 12.5,
    deviation: 15 / Math.sqrt(12),
    cdf: (x) => Math.min(1, Math.max(0, (x - 5) / 15)),
  },
  'exponential of mean 3': {
    distribution: { exponential: 3 },
    mean: 3,
    deviation: 3,
    cdf: (x) => 1 - Math.exp(-x / 3),
  },
  'lognormal of mean 10, coefficient of variation 0.5': {
    distribution: { lognormal: [10, 0.5] },
    mean: 10,
    deviation: 5,
    cdf: (x) => normalCdf((Math.log(x) - log.mean) / log.deviation),
  },
  'pareto of shape 3, minimum 2': {
    distribution: { pareto: [3, 2] },
    mean: 3,
    deviation: Math.sqrt(3),
    cdf: (x) => 1 - (2 / x) ** 3,
  },
};

describe.each(Object.entries(known))('%s', (_, { distribution, mean, deviation, cdf }) => {
  const draw = sampler(distribution, new Streams(11).uniform('draws'));
  const values = Float64Array.from({ length: DRAWS }, draw).sort();

  test('has its mean within 5 standard errors', () => {
    const observed = values.reduce((sum, value) => sum + value, 0) / DRAWS;
    expect(Math.abs(observed - mean)).toBeLessThan((5 * deviation) / Math.sqrt(DRAWS));
  });

  test('has its distribution function: Kolmogorov–Smirnov at 1e-6', () => {
    expect(kolmogorov(values, cdf)).toBeLessThan(kolmogorovBound);
  });

  test('never falls below its infimum', () => {
    expect(values[0]).toBeGreaterThanOrEqual(infimum(distribution));
  });
});
