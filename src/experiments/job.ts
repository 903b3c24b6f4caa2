import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SourcedScenario } from '../scenario/load.js';
import { filePaths } from '../scenario/named-files.js';
import { whole } from '../scenario/quantities.js';
import { version } from '../simulation/version.js';
import { canonicalJson } from './canonical-json.js';
import { metricNames } from './metrics.js';
import { placed } from './placed.js';

const sourceFile = z.strictObject({ path: z.string().min(1), sha256: z.hash('sha256') });

/** One run to be made, as plain data: it can be kept, sent and done anywhere, at any time, with the same result. */
export const jobSchema = z.strictObject({
  /** Of the code that it is for; another may give other results. */
  version: z.string().min(1),
  /** The scenario as it was written, without its seed. */
  scenario: z.record(z.string(), z.json()),
  /** The files that the scenario names, by where it does; a run is refused where one of them is not what it was. */
  files: z.partialRecord(z.enum(filePaths), sourceFile),
  seed: whole(0, Number.MAX_SAFE_INTEGER),
  /** What is wanted of the run. */
  metrics: z.array(z.enum(metricNames)).min(1),
  /** What tells it from others, for people: values by their paths. Says nothing to the run. */
  parameters: z.record(z.string(), z.json()),
});

export type Job = z.output<typeof jobSchema>;

/** The job that runs a loaded scenario under a seed. */
export function jobOf(
  { source }: SourcedScenario,
  { seed, metrics, parameters = {} }: Pick<Job, 'seed' | 'metrics'> & Partial<Pick<Job, 'parameters'>>,
): Job {
  const { seed: _, ...scenario } = JSON.parse(JSON.stringify(source.written)) as Job['scenario'];
  return { version, scenario, files: source.files, seed, metrics, parameters };
}

/**
 * SHA-256, hexadecimal, of what a result depends on: equal for two jobs only where their results are. Files count by their
 * contents, not by where they are; names, descriptions and `parameters` do not count.
 */
export function jobKey({ version, scenario, files, seed, metrics }: Job): string {
  return hashOf({ version, scenario: contentOf(scenario, files), seed, metrics });
}

/** The same of a scenario alone, whatever its seed. */
export function scenarioHash({ scenario, files }: Pick<Job, 'scenario' | 'files'>): string {
  return hashOf(contentOf(scenario, files));
}

function contentOf({ name: _, description: __, ...scenario }: Job['scenario'], files: Job['files']) {
  const contents = Object.entries(files).map(([path, { sha256 }]) => [path, sha256]);
  // Where a file is says nothing: its name gives way to its contents.
  const unnamed = filePaths.reduce<unknown>(
    (value, path) => (files[path] ? placed(value, path.split('.'), undefined) : value),
    scenario,
  );
  return { scenario: unnamed, files: Object.fromEntries(contents) };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
