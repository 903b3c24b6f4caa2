import { InputError } from '../input/input-error.js';
import type { TaskAuction } from '../market/mechanism.js';
import { importTaskAuction } from './mechanism-file.js';
import { findNamedFile } from './named-file.js';
import type { OverriddenDocument } from './override.js';
import type { Scenario } from './schema.js';
import { labelled } from './validate.js';

/** The mechanism of the user's own that a scenario names, if it does. @throws InputError if it cannot be found or is none */
export async function readNamedMechanism(
  { auction }: Scenario,
  document: OverriddenDocument,
  directory: string,
): Promise<TaskAuction | undefined> {
  if (auction.mechanism === undefined) return undefined;
  const path = ['auction', 'mechanism'];
  const file = await findNamedFile(auction.mechanism, path, document, directory);
  try {
    return await importTaskAuction(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map(({ message, hint }) => ({
        ...document.placeOf(path),
        message: labelled(path, `${file}: ${message}`),
        hint,
      })),
    );
  }
}
