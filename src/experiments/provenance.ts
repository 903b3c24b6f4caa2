import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { version } from '../simulation/version.js';

/** Names, as others give them. */
const name = z
  .string()
  .max(255)
  .regex(/^\P{C}*$/u);

/** Who made a result, and with what. No digest covers it. */
export const provenanceSchema = z.strictObject({
  version: name,
  /** Of the working copy that the code is in, `-dirty` where it was changed since; null for an installed package. */
  commit: name.nullable(),
  host: name,
});

export type Provenance = z.output<typeof provenanceSchema>;

/** That of results that this process makes. Asks git: to be called once. */
export function provenanceHere(): Provenance {
  return { version, commit: commitOf(fileURLToPath(new URL('../../', import.meta.url))), host: hostname() };
}

function commitOf(folder: string): string | null {
  // An installed package may lie in somebody else's working copy.
  if (!existsSync(join(folder, '.git'))) return null;
  // Without locks, which would get in the way of the user's own git.
  const args = [
    '--no-optional-locks',
    '-C',
    folder,
    'describe',
    '--always',
    '--dirty',
    '--abbrev=40',
    '--exclude=*',
  ];
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
