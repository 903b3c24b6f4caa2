import { Streams } from '../random/streams.js';
import { estimateOf } from '../statistics/estimate.js';
import { skewnessOf } from '../statistics/mean-interval.js';
import type { Observation } from './known-system.js';

/**
 * Observes independent runs, each from a seed of its own, and estimates the mean over runs of each number that they give by name.
 * What some run has no value of has no estimate: the others are not a fair sample.
 *
 * @param observe - one run; every run gives the same names
 */
export async function replicate<Name extends string>(
  runs: number,
  seed: number,
  observe: (seed: number) => ByName<Name> | Promise<ByName<Name>>,
): Promise<Record<Name, Observation | null>> {
  const streams = new Streams(seed);
  const observed: ByName<Name>[] = [];
  for (let run = 0; run < runs; run++) observed.push(await observe(streams.key(`run ${run}`)));
  const estimates = (Object.keys(observed[0]!) as Name[]).map((name) => {
    const values = observed.map((numbers) => numbers[name]).filter((value) => value !== null);
    return [name, values.length < runs ? null : observationOf(values)];
  });
  return Object.fromEntries(estimates) as Record<Name, Observation | null>;
}

function observationOf(values: readonly number[]): Observation {
  const estimate = estimateOf(values);
  const cubes = values.reduce((sum, value) => sum + (value - estimate.mean) ** 3, 0);
  return { ...estimate, skewness: skewnessOf(values.length, estimate.error, cubes) };
}

/** Numbers of a run; `null` where it has none. */
type ByName<Name extends string> = Readonly<Record<Name, number | null>>;
