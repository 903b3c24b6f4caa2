import { z } from 'zod';
import { whole } from '../../scenario/quantities.js';
import { metricNames } from '../metrics.js';
import { parametersSchema } from './designs.js';
import { anyValue } from './setting.js';

/** Formats of the tables of a sweep. */
export const sweepFormats = ['csv', 'parquet'] as const;

/** A list of names, of which none may be there twice. */
function distinct<Names extends z.ZodType<string>>(names: Names) {
  return z
    .array(names)
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'names something twice');
}

const outputs = z
  .strictObject({
    metrics: distinct(z.enum(metricNames)).default(metricNames).describe('what is wanted of each run'),
    formats: distinct(z.enum(sweepFormats))
      .default([...sweepFormats])
      .describe('of the tables'),
    figures: z.boolean().default(true).describe('one a metric'),
  })
  .describe('what is written');

/** Runs of a sweep, at most. */
export const mostRuns = 1_000_000;

/** A sweep file. Parsing fills every default and refuses unknown keys. */
export const sweepSchema = z.strictObject({
  scenario: z.string().min(1).describe('the scenario file, from the folder of this one'),
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  seed: whole(0, Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('seeds of runs, and what the design draws, come from it; by default the seed of the scenario'),
  set: z.record(z.string(), anyValue).default({}).describe('values of the scenario at all points'),
  parameters: parametersSchema.optional().describe('what is varied, and how'),
  replications: whole(1, mostRuns).default(10).describe('runs of each point'),
  commonRandomNumbers: z
    .boolean()
    .default(false)
    .describe('whether the replications of all points have the same seeds'),
  outputs: outputs.prefault({}),
});

/** What a sweep file says, every default filled in. */
export type SweepTerms = z.output<typeof sweepSchema>;
