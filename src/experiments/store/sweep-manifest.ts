import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../input/input-error.js';
import { jsonOf } from '../../input/json-text.js';
import { tellingFiles } from '../../storage/folder-contents.js';
import { refusingFolder } from '../../storage/folder-in-the-way.js';

/** What a sweep folder says that its runs are of. */
const manifestSchema = z.looseObject({
  version: z.string(),
  /** SHA-256 of the plan with one replication: of its points and their first jobs. */
  design: z.hash('sha256'),
  /** What these are, for people; sweeps that were begun before it was told have none. */
  terms: z.record(z.string(), z.string()).optional(),
});

/** Bytes; a manifest has some thousand. */
const LONGEST = 2 ** 18;

export type SweepManifest = z.output<typeof manifestSchema>;

/** What is found in place of a manifest: `torn` is what a loss of power may have left of one. */
type Lack = 'missing' | 'torn';

/** The text of a manifest's file. */
export function manifestText(manifest: SweepManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * @param like - the manifest that is expected: what is torn is known by it
 * @throws InputError where the file is another's
 */
export function readManifest(path: string, like: SweepManifest): SweepManifest | Lack {
  const text = textOf(path);
  if (text === undefined) return 'missing';
  if (isTorn(text, like)) return 'torn';
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw foreign(path);
  }
}

function foreign(file: string): InputError {
  const [, record] = tellingFiles.sweep;
  const hint = existsSync(join(dirname(file), record))
    ? `remove it and start the sweep again: it is written anew from ${record}`
    : 'choose another folder';
  return new InputError({ file, message: 'is not a file that a sweep has written', hint });
}

/** @throws InputError where it is longer than any manifest */
function textOf(path: string): string | undefined {
  try {
    if (statSync(path).size > LONGEST) throw foreign(path);
    return refusingFolder(path, () => readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a text is nothing, zeros, or a piece of such a manifest: its lines name the same members, and it is no JSON. */
function isTorn(text: string, like: SweepManifest): boolean {
  const lines = text.replace(/\0+$/, '').split('\n');
  const members = manifestText(like)
    .split('\n')
    .map((line) => /^ {2}"\w+": /.exec(line)?.[0] ?? line);
  const isLike = lines.every((line, i) => {
    const member = members[i] ?? '';
    return line.startsWith(member) || (i === lines.length - 1 && member.startsWith(line));
  });
  return isLike && jsonOf(text) === undefined;
}
