import { readdirSync } from 'node:fs';

/** The files of each kind of contents whose presence tells of it: of a sweep also where it is not finished. */
export const tellingFiles = {
  run: ['summary.json'],
  profile: ['profile.json'],
  comparison: ['compare.json'],
  verdict: ['lab.json'],
  sweep: ['sweep.json', 'runs.ndjson'],
} as const;

/** What vickrey writes to a folder, in a word. */
export type Contents = keyof typeof tellingFiles;

/** What to do where a folder holds something else. */
export const chooseAnother = 'choose a new or an empty folder';

/**
 * What a folder holds of other kinds than `own`, in words with the file that tells of it: `holds a sweep (sweep.json)`.
 * Undefined where it holds nothing of them.
 */
export function otherContents(directory: string, own: Contents): string | undefined {
  const names = new Set(readdirSync(directory));
  for (const [contents, files] of Object.entries(tellingFiles)) {
    const file = files.find((name) => names.has(name));
    if (contents !== own && file !== undefined) return `holds a ${contents} (${file})`;
  }
  return undefined;
}
