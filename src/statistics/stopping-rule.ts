import { type Estimate, halfWidth } from './estimate.js';

const usualLeast = 10;

/** How precise an estimate is to be before replications stop. */
export interface Precision {
  /** Confidence level of the interval, in (0, 1). */
  readonly level: number;
  /** Half its width at most, in units of the estimate; by default nothing is. */
  readonly absolute?: number;
  /** Or the relative error of the mean at most, in (0, 1); by default nothing is. */
  readonly relative?: number;
  /** Replications at least: an early error estimate may be too small by chance. 10 by default. */
  readonly least?: number;
}

/**
 * Whether an estimate from `replications` is as precise as wanted, to be asked after each: the sequential procedure of Chow
 * and Robbins (1965) for a width, of Nádas (1969) for a relative error. The relative error is that of the true mean: half the
 * width is at most γ / (1 + γ) of the estimate's (Law 2015, section 9.4.1).
 *
 * The interval at which it stops holds the true mean with about the probability `level`, and exactly that as the
 * precision grows. Stopping where the error happens to be small costs some: of 95%, with normal values and 10 replications at
 * least, 1 to 3%.
 */
export function isPrecise(estimate: Estimate, replications: number, wanted: Precision): boolean {
  const { level, least = usualLeast } = wanted;
  return replications >= least && halfWidth(estimate, level) <= allowedHalfWidth(estimate.mean, wanted);
}

function allowedHalfWidth(mean: number, { absolute = 0, relative = 0 }: Precision): number {
  return Math.max(absolute, (relative / (1 + relative)) * Math.abs(mean));
}
