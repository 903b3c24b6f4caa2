import { z } from 'zod';
import { type Job, jobSchema } from '../experiments/job.js';
import { InputError } from '../input/input-error.js';
import { filePaths } from '../scenario/named-files.js';
import { plainDocument } from '../scenario/scenario-document.js';
import { accepted } from '../scenario/validate.js';
import { parcelSchema } from './parcel.js';

/** Whether a job runs code that its scenario names. A broker carries data only: what comes from it never says what is to be executed. */
export function namesCode({ scenario: { auction }, files }: Job): boolean {
  return (
    'auction.mechanism' in files ||
    (typeof auction === 'object' && auction !== null && 'mechanism' in auction)
  );
}

/** What travels for one run: the job, and which contents of its files are on the broker. */
export const envelopeSchema = z.strictObject({
  job: jobSchema.refine(
    (job) => !namesCode(job),
    'names a mechanism of its own, which is code and is not run for others',
  ),
  /** By where the scenario names them; others must be at their paths on the worker's machine. */
  parcels: z.partialRecord(z.enum(filePaths), parcelSchema),
});

export type Envelope = z.output<typeof envelopeSchema>;

/** @throws Error where the data are no envelope */
export function openEnvelope(data: unknown): Envelope {
  try {
    return accepted(envelopeSchema, plainDocument(data));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Error(`is not a run of vickrey: ${error.problems[0]!.message}`);
  }
}
