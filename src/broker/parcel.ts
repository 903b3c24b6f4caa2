import { z } from 'zod';
import { prefix } from './broker.js';

/** Bytes of a file, or of the files of a folder, up to which they are sent. */
export const LARGEST_PARCEL = 256 * 2 ** 20;

/** Files of a folder, at most: a network of each server, in two files each. */
export const MOST_FILES = 50_000;

/** Steps of a name in a folder, and characters of one. */
const DEEPEST = 4;
export const LONGEST_STEP = 100;

/** A path below a folder, with slashes: it leads nowhere else. */
const innerPath = z
  .string()
  .max(1000)
  .regex(/^[^/\\\0:]+(?:\/[^/\\\0:]+)*$/)
  .refine((path) => path.split('/').length <= DEEPEST)
  .refine((path) =>
    path.split('/').every((step) => step !== '.' && step !== '..' && step.length <= LONGEST_STEP),
  );

/** A file, or a folder of files, whose contents are on the broker. */
export const parcelSchema = z.strictObject({
  /** Of the file or the folder. */
  name: innerPath.refine((name) => !name.includes('/')),
  /** SHA-256 of the bytes of each file; its name in the folder, or none where the parcel is the file. */
  files: z
    .array(z.strictObject({ name: innerPath.optional(), sha256: z.hash('sha256') }))
    .min(1)
    .max(MOST_FILES),
});

export type Parcel = z.output<typeof parcelSchema>;

/** Where the contents with this hash are kept, compressed with gzip. */
export function contentKey(sha256: string): string {
  return `${prefix}:file:${sha256}`;
}
