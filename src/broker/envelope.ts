import { z } from 'zod';
import { jobSchema } from '../experiments/job.js';
import { filePaths } from '../scenario/named-files.js';
import { parcelSchema } from './parcel.js';

/** What travels for one run: the job, and which contents of its files are on the broker. */
export const envelopeSchema = z.strictObject({
  job: jobSchema,
  /** By where the scenario names them; others must be at their paths on the worker's machine. */
  parcels: z.partialRecord(z.enum(filePaths), parcelSchema),
});

export type Envelope = z.output<typeof envelopeSchema>;

/** @throws Error where the data are no envelope */
export function openEnvelope(data: unknown): Envelope {
  const parsed = envelopeSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Error(`is not a run of vickrey: ${z.prettifyError(parsed.error).split('\n').join(' ')}`);
}
