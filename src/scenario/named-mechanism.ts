import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InputError } from '../input/input-error.js';
import type { TaskAuction } from '../market/mechanism.js';
import { importTaskAuction } from './mechanism-file.js';
import type { NamedFiles } from './named-files.js';
import type { OverriddenDocument } from './override.js';
import type { Scenario } from './schema.js';
import { labelled } from './validate.js';

/** A mechanism of the user's own that a scenario names. */
export interface NamedMechanism {
  readonly auction: TaskAuction;
  /** SHA-256 of its file, hexadecimal; of what the file imports nothing is known. */
  readonly sha256: string;
}

/** The mechanism that a scenario names, if it does. @throws InputError if it cannot be found or is none */
export async function readNamedMechanism(
  { auction }: Scenario,
  document: OverriddenDocument,
  files: NamedFiles,
): Promise<NamedMechanism | undefined> {
  if (auction.mechanism === undefined) return undefined;
  const file = await files.find(auction.mechanism, 'auction.mechanism');
  try {
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return { auction: await importTaskAuction(file), sha256 };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const path = ['auction', 'mechanism'];
    throw new InputError(
      error.problems.map(({ message, hint }) => ({
        ...document.placeOf(path),
        message: labelled(path, `${file}: ${message}`),
        hint,
      })),
    );
  }
}
