import { InputError } from '../input/input-error.js';
import { InputFile } from '../input/input-file.js';
import type { NamedAuction } from '../market/sold-by.js';
import { importTaskAuction } from './mechanism-file.js';
import type { NamedFiles } from './named-files.js';
import type { OverriddenDocument } from './override.js';
import type { Scenario } from './schema.js';
import { labelled } from './validate.js';

/** A mechanism of the user's own. */
export interface NamedMechanism {
  readonly auction: NamedAuction;
  /** SHA-256 of its file, hexadecimal; what that imports is not in it. */
  readonly sha256: string;
}

/** Loads a mechanism from its file. */
export type ImportAuction = (file: string) => Promise<NamedAuction>;

/** The mechanism of the user's own that a scenario names, if it does. @throws InputError if it cannot be found or is none */
export async function readNamedMechanism(
  { auction }: Scenario,
  document: OverriddenDocument,
  files: NamedFiles,
  importAuction: ImportAuction = importTaskAuction,
): Promise<NamedMechanism | undefined> {
  if (auction.mechanism === undefined) return undefined;
  const path = await files.find(auction.mechanism, 'auction.mechanism');
  try {
    const file = new InputFile(path);
    await file.contents();
    return { auction: await importAuction(path), sha256: file.sha256() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const steps = ['auction', 'mechanism'];
    throw new InputError(
      error.problems.map(({ message, hint }) => ({
        ...document.placeOf(steps),
        message: labelled(steps, `${path}: ${message}`),
        hint,
      })),
    );
  }
}
