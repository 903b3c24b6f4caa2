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

/** E[Xᵏ], k ≥ 0 a whole number; `Infinity` where there is none. */
export function rawMoment(distribution: Distribution, k: number): number {
  if (typeof distribution === 'number') return distribution ** k;
  if ('constant' in distribution) return distribution.constant ** k;
  if ('deterministic' in distribution) return distribution.deterministic ** k;
  if ('uniform' in distribution) {
    // Σ lowⁱ highᵏ⁻ⁱ / (k + 1), which subtracts nothing.
    const [low, high] = distribution.uniform;
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += low ** i * high ** (k - i);
    return sum / (k + 1);
  }
  if ('exponential' in distribution) {
    let product = 1;
    for (let i = 1; i <= k; i++) product *= i * distribution.exponential;
    return product;
  }
  if ('lognormal' in distribution) {
    const [mean, variation] = distribution.lognormal;
    return mean ** k * (1 + variation ** 2) ** ((k * (k - 1)) / 2);
  }
  const [shape, minimum] = distribution.pareto;
  return shape > k ? (shape * minimum ** k) / (shape - k) : Number.POSITIVE_INFINITY;
}

/** E[exp(zX)] and its derivative by z, z > 0; `Infinity` where there is none. */
export function generatingFunction(distribution: Distribution): (z: number) => {
  value: number;
  slope: number;
} {
  const none = { value: Number.POSITIVE_INFINITY, slope: Number.POSITIVE_INFINITY };
  const { mean, squaredVariation } = distributionMoments(distribution);
  if (squaredVariation === 0) {
    return (z) => ({ value: Math.exp(z * mean), slope: mean * Math.exp(z * mean) });
  }
  if (typeof distribution === 'object' && 'uniform' in distribution) {
    const [low, high] = distribution.uniform;
    return (z) => {
      const width = z * (high - low);
      const share = Math.expm1(width) / width;
      const value = Math.exp(z * low) * share;
      return { value, slope: low * value + (Math.exp(z * low) * (Math.exp(width) - share)) / z };
    };
  }
  if (typeof distribution === 'object' && 'exponential' in distribution) {
    return (z) => {
      const left = 1 - z * mean;
      return left <= 0 ? none : { value: 1 / left, slope: mean / left ** 2 };
    };
  }
  return () => none;
}

/** The values that a third of all draws, and two thirds, do not exceed; `undefined` where all are alike. */
export function thirds(distribution: Distribution): [number, number] | undefined {
  const { squaredVariation } = distributionMoments(distribution);
  if (typeof distribution === 'number' || squaredVariation === 0) return undefined;
  if ('uniform' in distribution) {
    const [low, high] = distribution.uniform;
    return [low + (high - low) / 3, low + (2 * (high - low)) / 3];
  }
  if ('exponential' in distribution) {
    return [distribution.exponential * Math.log(1.5), distribution.exponential * Math.log(3)];
  }
  if ('lognormal' in distribution) {
    const [mean, variation] = distribution.lognormal;
    const deviation = Math.sqrt(Math.log1p(variation ** 2));
    const median = mean / Math.sqrt(1 + variation ** 2);
    return [median * Math.exp(-NORMAL_THIRD * deviation), median * Math.exp(NORMAL_THIRD * deviation)];
  }
  if (!('pareto' in distribution)) return undefined;
  const [shape, minimum] = distribution.pareto;
  return [minimum * 1.5 ** (1 / shape), minimum * 3 ** (1 / shape)];
}

/** The z that a standard normal exceeds with probability 1/3. */
const NORMAL_THIRD = 0.4307272992954576;
