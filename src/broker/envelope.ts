import { z } from 'zod';
import { canonicalJson } from '../experiments/canonical-json.js';
import { type Job, jobKey, jobSchema } from '../experiments/job.js';
import { InputError } from '../input/input-error.js';
import { codeNamedBy, codePaths } from '../scenario/code-paths.js';
import { filePaths } from '../scenario/named-files.js';
import { plainDocument } from '../scenario/scenario-document.js';
import { accepted } from '../scenario/validate.js';
import type { Key } from './key.js';
import { parcelSchema } from './parcel.js';

/** Whether a job runs code that its scenario names. A broker carries data only: what comes from it never says what is to be executed. */
function namesCode({ scenario, files }: Job): boolean {
  return codePaths.some((path) => path in files) || codeNamedBy(scenario).length > 0;
}

/** What travels for one run: the job, and which contents of its files are on the broker. */
export const envelopeSchema = z.strictObject({
  job: jobSchema.refine((job) => !namesCode(job), 'names a file of code, which is not run for others'),
  /** By where the scenario names them; others the worker has to have itself. */
  parcels: z.partialRecord(z.enum(filePaths), parcelSchema),
});

export type Envelope = z.output<typeof envelopeSchema>;

const signed = z.looseObject({ signature: z.hash('sha256') });

/**
 * What is posted for a run.
 *
 * @param id - the name of the run
 * @param key - signs it, if there is one
 */
export function sealed(envelope: Envelope, id: string, key: Key | undefined): object {
  return key ? { ...envelope, signature: key.sign('run', id, canonicalJson(envelope)) } : envelope;
}

/**
 * What was posted for a run.
 *
 * @param id - the name of the run
 * @param key - what has to have signed it, if there is one
 * @throws Error where the data are no envelope, not signed with the key or not of this run
 */
export function openEnvelope(data: unknown, id: string, key: Key | undefined): Envelope {
  const envelope = envelopeOf(key ? unsealed(data, id, key) : data);
  if (id.endsWith(`-${jobKey(envelope.job)}`)) return envelope;
  throw new Error('is not the run that its name says');
}

function unsealed(data: unknown, id: string, key: Key): unknown {
  const parsed = signed.safeParse(data);
  if (parsed.success) {
    const { signature, ...envelope } = parsed.data;
    if (key.hasSigned(signature, 'run', id, canonicalJson(envelope))) return envelope;
  }
  throw new Error('is not signed with the key of this worker');
}

function envelopeOf(data: unknown): Envelope {
  try {
    return accepted(envelopeSchema, plainDocument(data));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Error(`is not a run of vickrey: ${error.problems[0]!.message}`);
  }
}
