import { Streams } from '../random/streams.js';
import { type Estimate, estimateOf } from '../statistics/estimate.js';

/**
 * Observes independent runs, each from a seed of its own, and estimates the mean over runs of each number that they give by name.
 *
 * @param observe - one run; every run gives the same names
 */
export async function replicate<Name extends string>(
  runs: number,
  seed: number,
  observe: (seed: number) => Readonly<Record<Name, number>> | Promise<Readonly<Record<Name, number>>>,
): Promise<Record<Name, Estimate>> {
  const streams = new Streams(seed);
  const observed: Readonly<Record<Name, number>>[] = [];
  for (let run = 0; run < runs; run++) observed.push(await observe(streams.key(`run ${run}`)));
  const names = Object.keys(observed[0]!) as Name[];
  const estimates = names.map((name) => [name, estimateOf(observed.map((numbers) => numbers[name]))]);
  return Object.fromEntries(estimates) as Record<Name, Estimate>;
}
