import { InputError } from '../input/input-error.js';
import { InputFile } from '../input/input-file.js';
import type { NamedAuction } from '../market/sold-by.js';
import { importTaskAuction } from './mechanism-file.js';
import type { NamedFiles } from './named-files.js';
import type { OverriddenDocument } from './override.js';
import type { Scenario } from './schema.js';
import { labelled } from './validate.js';

/** The file of a mechanism of the user's own. Nothing of it has run. */
export interface NamedMechanism {
  /** As errors show it. */
  readonly path: string;
  /** SHA-256 of the file, hexadecimal; what that imports is not in it. */
  readonly sha256: string;
}

/** Loads a mechanism from its file. */
export type ImportAuction = (file: string) => Promise<NamedAuction>;

/** The file of the mechanism that a scenario names, if it does. @throws InputError if it cannot be found or read */
export async function findNamedMechanism(
  { auction }: Scenario,
  document: OverriddenDocument,
  files: NamedFiles,
): Promise<NamedMechanism | undefined> {
  if (auction.mechanism === undefined) return undefined;
  const path = await files.find(auction.mechanism, 'auction.mechanism');
  const file = new InputFile(path);
  await atItsName(path, document, () => file.contents());
  return { path, sha256: file.sha256() };
}

/**
 * Runs the file of a mechanism, which can do whatever the user can: to be done when all else is checked.
 *
 * @throws InputError if it exports none
 */
export function importNamedMechanism(
  { path }: NamedMechanism,
  document: OverriddenDocument,
  importAuction: ImportAuction = importTaskAuction,
): Promise<NamedAuction> {
  return atItsName(path, document, () => importAuction(path));
}

/** Does something with the file; what is wrong with that is told at the place of its name. */
async function atItsName<Result>(
  path: string,
  document: OverriddenDocument,
  step: () => Promise<Result>,
): Promise<Result> {
  try {
    return await step();
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
