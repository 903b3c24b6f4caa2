import { isAbsolute, join } from 'node:path';
import { InputError } from '../input/input-error.js';
import { unreadable } from '../input/input-file.js';
import type { OverriddenDocument } from './override.js';
import type { Path } from './scenario-document.js';
import { labelled } from './validate.js';

/**
 * Where the file is that the scenario names at `path`: relative to `directory`, the scenario's folder, unless
 * an override named it and the current folder has it.
 *
 * @throws InputError, at the place of the name, if there is no such file, or it cannot be read
 */
export function findNamedFile(
  name: string,
  path: Path,
  document: OverriddenDocument,
  directory: string,
): string {
  const here = isAbsolute(name) || (document.overridden(path) && unreadable(name) === undefined);
  const found = here ? name : join(directory, name);
  const reason = unreadable(found);
  if (reason === undefined) return found;
  throw new InputError({
    ...document.placeOf(path),
    message: labelled(path, `${found}: ${reason}`),
    hint: `say where it is: --set ${path.join('.')}=PATH`,
  });
}
