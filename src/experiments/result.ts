import { z } from 'zod';
import type { Job } from './job.js';
import { jobKey } from './job.js';
import { metricNames } from './metrics.js';
import { type Provenance, provenanceSchema } from './provenance.js';

const count = z.int().min(0);

/** What came of a run that ended. */
const completedSchema = z.strictObject({
  /** Of the run, as in `summary.json`. */
  digest: z.hash('sha256'),
  /** Of the tasks that arrived: the same under common random numbers. */
  arrivals: z.hash('sha256'),
  stop: z.enum(['complete', 'drained', 'stalled']),
  tasks: z.strictObject({
    arrived: count,
    completed: count,
    unfinished: count,
    rejected: count,
    lost: count,
  }),
  /** Those that were wanted; null where the run has no such value. */
  metrics: z.partialRecord(z.enum(metricNames), z.number().nullable()),
  /** Counts of sojourn times, as in `TailCounts`, where a quantile of them was wanted. */
  sojourns: z.array(count).optional(),
});

/** Why a run did not end. */
const failureSchema = z.strictObject({
  message: z.string(),
  /** Where in the code, if it is a bug. */
  stack: z.string().optional(),
});

/** What came of a job, as plain data: a row. */
export const resultSchema = z.strictObject({
  /** Of the job. */
  key: z.hash('sha256'),
  seed: count,
  parameters: z.record(z.string(), z.json()),
  outcome: z.union([completedSchema, z.strictObject({ failure: failureSchema })]),
  provenance: provenanceSchema,
});

export type Result = z.output<typeof resultSchema>;

export type Completed = z.output<typeof completedSchema>;

export type Failure = z.output<typeof failureSchema>;

/** The result of a job. */
export function resultOf(job: Job, outcome: Result['outcome'], provenance: Provenance): Result {
  return { key: jobKey(job), seed: job.seed, parameters: job.parameters, outcome, provenance };
}

/** What came of the run, or undefined where it failed. */
export function completed({ outcome }: Result): Completed | undefined {
  return 'failure' in outcome ? undefined : outcome;
}

/** Why the run failed, or undefined where it did not. */
export function failureOf({ outcome }: Result): Failure | undefined {
  return 'failure' in outcome ? outcome.failure : undefined;
}
