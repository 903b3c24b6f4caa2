import { isAbsolute, join } from 'node:path';
import { InputError } from '../input/input-error.js';
import { absent, unreadable } from '../input/input-file.js';
import type { OverriddenDocument } from './override.js';
import type { Path } from './scenario-document.js';
import { labelled } from './validate.js';

/**
 * Where the file is that the scenario names at `path`: relative to `directory`, the scenario's folder, unless
 * an override named it and the current folder has it.
 *
 * @throws InputError, at the place of the name, if there is no such file, or it cannot be read
 */
export async function findNamedFile(
  name: string,
  path: Path,
  document: OverriddenDocument,
  directory: string,
): Promise<string> {
  const places = [
    ...(isAbsolute(name) || document.overridden(path) ? [name] : []),
    ...(isAbsolute(name) ? [] : [join(directory, name)]),
  ];
  const tried = places.map((place) => ({ place, reason: unreadable(place) }));
  const found = tried.find(({ reason }) => reason === undefined);
  if (found) return found.place;
  // Something that is there and cannot be read says more than nothing elsewhere.
  const { place, reason } = tried.find(({ reason }) => reason !== absent) ?? tried.at(-1)!;
  throw new InputError({
    ...document.placeOf(path),
    message: labelled(path, `${place}: ${reason}`),
    hint: `say where it is: --set ${path.join('.')}=PATH`,
  });
}
