import { InputError } from '../input/input-error.js';
import { type CodePath, codeNamedBy } from './code-paths.js';
import { codeHash, type ImportModule, importModule } from './import-module.js';
import type { NamedFiles } from './named-files.js';
import type { OverriddenDocument } from './override.js';
import { type OwnParts, partOf } from './own-parts/own-parts.js';
import type { Scenario } from './schema.js';
import { labelled } from './validate.js';

/** A file of code of the user's own. Nothing of it has run. */
export interface NamedCode {
  /** Where the scenario names it. */
  readonly path: CodePath;
  /** As errors show it. */
  readonly file: string;
  /** SHA-256 of the file, hexadecimal; what that imports is not in it. */
  readonly sha256: string;
}

/** The files of code that a scenario names. @throws InputError if one cannot be found or read */
export async function findNamedCode(
  scenario: Scenario,
  document: OverriddenDocument,
  files: NamedFiles,
): Promise<NamedCode[]> {
  const found: NamedCode[] = [];
  for (const { path, file: name } of codeNamedBy(scenario)) {
    const place = await files.find(name as string, path);
    const sha256 = await atItsName(path, place, document, () => codeHash(place));
    found.push({ path, file: place, sha256 });
  }
  return found;
}

/**
 * Runs files of code, which can do whatever the user can: to be done when all else is checked.
 *
 * @param load - by default {@link importModule}; where it gives undefined, the part is left out
 * @throws InputError if one exports something else than its part
 */
export async function importNamedCode(
  named: readonly NamedCode[],
  scenario: Pick<Scenario, 'auction' | 'balancer' | 'coalition' | 'learning'>,
  document: OverriddenDocument,
  load: ImportModule = importModule,
): Promise<OwnParts> {
  const parts: OwnParts[] = [];
  for (const { path, file, sha256 } of named) {
    const part = await atItsName(path, file, document, async () => {
      const exported = await load(file, sha256);
      return exported === undefined ? undefined : partOf(path, exported, file, optionsAt(scenario, path));
    });
    if (part) parts.push(part);
  }
  const files = Object.assign({}, ...parts.map((part) => part.files));
  return Object.assign({}, ...parts, { files });
}

/** What a scenario says beside the name of a file of code. */
function optionsAt(
  { auction, balancer, coalition, learning }: Parameters<typeof importNamedCode>[1],
  path: CodePath,
): object {
  const settings: Record<CodePath, unknown> = {
    'auction.mechanism': {},
    'auction.payment.module': auction.payment,
    'balancer.module': balancer,
    'coalition.split.module': coalition.split,
    'learning.mode.module': learning.mode,
  };
  const { options } = settings[path] as { options?: object };
  // What code does to its options stays with it.
  return structuredClone(options ?? {});
}

/** Does something with the file; what is wrong with that is told at the place of its name. */
async function atItsName<Result>(
  path: CodePath,
  file: string,
  document: OverriddenDocument,
  step: () => Promise<Result>,
): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const steps = path.split('.');
    throw new InputError(
      error.problems.map(({ message, hint }) => ({
        ...document.placeOf(steps),
        message: labelled(steps, `${file}: ${message}`),
        hint,
      })),
    );
  }
}
