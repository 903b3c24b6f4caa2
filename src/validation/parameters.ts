import { z } from 'zod';
import { distributionMoments, rawMoment } from '../random/distribution-moments.js';
import { distribution } from '../scenario/distribution-schema.js';

/** ρ: what arrives as a share of what can be worked off. Above 0.99 a run would take too long to tell anything. */
export const load = z.number().min(0.01).max(0.99).describe('load, ρ');

/** Servers, `least` or more. */
export const servers = (least: number) => z.int().min(least).max(10_000).describe('servers');

/**
 * Service times at rate 1. The mean of a run has a variance only where services have a fourth moment (Daley 1968), and takes too long
 * to tell anything where they vary very much.
 */
export const service = distribution({ above: 0 })
  .describe('distribution of service times, as a scenario writes it')
  .refine((given) => Number.isFinite(rawMoment(given, 4)), {
    error:
      'it has no fourth moment, so that no interval holds for the mean of a run: the shape of a pareto must be above 4',
    abort: true,
  })
  .refine(
    (given) => distributionMoments(given).squaredVariation <= 25,
    'its coefficient of variation is above 5',
  );

/** Bidders of an auction, `least` or more. */
export const bidders = (least: number) => z.int().min(least).max(1000).describe('bidders');

/** Numbers of some players, few enough to enumerate their coalitions. */
export const players = (what: string) => z.array(z.number().min(0).max(1e6)).min(2).max(16).describe(what);

/** Chances that arms pay 1. */
export const arms = z
  .array(z.number().min(0).max(1))
  .min(2)
  .max(100)
  .describe('chances that the arms pay 1, the best at least 0.02 above the others')
  .refine(
    (means) => Math.min(...gapsOf(means).filter((gap) => gap > 0)) >= 0.02,
    'some arm is too good to tell apart',
  );

/** How far each arm is below the best. */
export function gapsOf(means: readonly number[]): number[] {
  const best = Math.max(...means);
  return means.map((mean) => best - mean);
}
