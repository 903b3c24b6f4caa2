import type { Distribution } from './distribution.js';

/** Mean and squared coefficient of variation, Var X / E[X]²; `Infinity` where there is none, and 0 where X is 0. */
export interface Moments {
  readonly mean: number;
  readonly squaredVariation: number;
}

/** The first two moments of a distribution. */
export function distributionMoments(distribution: Distribution): Moments {
  if (typeof distribution === 'number') return { mean: distribution, squaredVariation: 0 };
  if ('constant' in distribution) return { mean: distribution.constant, squaredVariation: 0 };
  if ('deterministic' in distribution) return { mean: distribution.deterministic, squaredVariation: 0 };
  if ('uniform' in distribution) {
    const [low, high] = distribution.uniform;
    const mean = (low + high) / 2;
    return { mean, squaredVariation: low === high ? 0 : ((high - low) / mean) ** 2 / 12 };
  }
  if ('exponential' in distribution) return { mean: distribution.exponential, squaredVariation: 1 };
  if ('lognormal' in distribution) {
    const [mean, variation] = distribution.lognormal;
    return { mean, squaredVariation: variation ** 2 };
  }
  const [shape, minimum] = distribution.pareto;
  return {
    mean: shape > 1 ? (shape * minimum) / (shape - 1) : Number.POSITIVE_INFINITY,
    squaredVariation: shape > 2 ? 1 / (shape * (shape - 2)) : Number.POSITIVE_INFINITY,
  };
}
