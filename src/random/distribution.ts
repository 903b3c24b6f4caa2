import { randomExponential, randomLogNormal, randomPareto, randomUniform } from 'd3-random';

/**
 * A probability distribution as a scenario writes it. A bare number is a constant.
 * `exponential` takes its mean, `lognormal` its mean and coefficient of variation (not those of the
 * logarithm), `pareto` its shape and its minimum.
 */
export type Distribution =
  | number
  | { constant: number }
  | { deterministic: number }
  | { uniform: [number, number] }
  | { exponential: number }
  | { lognormal: [number, number] }
  | { pareto: [number, number] };

/** Uniform draws on [0, 1). */
export type Uniform = () => number;

/** Draws one value. */
export type Sampler = () => number;

/** A sampler of `distribution` whose every draw comes from `uniform`. */
export function sampler(distribution: Distribution, uniform: Uniform): Sampler {
  const constant = constantOf(distribution);
  if (constant !== undefined) return () => constant;
  const shape = distribution as Exclude<Distribution, number>;
  if ('uniform' in shape) return randomUniform.source(uniform)(...shape.uniform);
  if ('exponential' in shape) return randomExponential.source(uniform)(1 / shape.exponential);
  if ('lognormal' in shape) return randomLogNormal.source(uniform)(...logMoments(...shape.lognormal));
  if ('pareto' in shape) return pareto(shape.pareto, uniform);
  throw new TypeError(`unknown distribution ${JSON.stringify(distribution)}`);
}

/** The only value that `distribution` takes, or `undefined` where it varies. */
function constantOf(distribution: Distribution): number | undefined {
  if (typeof distribution === 'number') return distribution;
  if ('constant' in distribution) return distribution.constant;
  if ('deterministic' in distribution) return distribution.deterministic;
  return undefined;
}

/** The largest number that no draw falls below. */
export function infimum(distribution: Distribution): number {
  const constant = constantOf(distribution);
  if (constant !== undefined) return constant;
  const shape = distribution as Exclude<Distribution, number>;
  if ('uniform' in shape) return Math.min(...shape.uniform);
  if ('pareto' in shape) return shape.pareto[1];
  return 0;
}

/** The smallest number that no draw is above. */
export function supremum(distribution: Distribution): number {
  const constant = constantOf(distribution);
  if (constant !== undefined) return constant;
  const shape = distribution as Exclude<Distribution, number>;
  return 'uniform' in shape ? Math.max(...shape.uniform) : Number.POSITIVE_INFINITY;
}

/** Location and scale of the logarithm of a lognormal with this mean and coefficient of variation. */
function logMoments(mean: number, cv: number): [number, number] {
  const variance = Math.log1p(cv * cv);
  return [Math.log(mean) - variance / 2, Math.sqrt(variance)];
}

function pareto([alpha, minimum]: [number, number], uniform: Uniform): Sampler {
  const draw = randomPareto.source(uniform)(alpha);
  return () => minimum * draw();
}
