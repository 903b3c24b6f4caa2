import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../input/input-error.js';

/**
 * Refuses two folders to write to that are the same, or one of which lies in the other.
 *
 * @param folders - paths by the option that named them; undefined where it was not given
 * @throws InputError
 */
export function requireSeparate(folders: Readonly<Record<string, string | undefined>>): void {
  const named = Object.entries(folders).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const [option, folder] of named) {
    for (const [other, otherFolder] of named) {
      if (option === other || !contains(real(otherFolder), real(folder))) continue;
      throw new InputError({
        file: option,
        message: `${folder} is the folder of ${other}, or lies in it`,
        hint: 'choose two folders apart from each other',
      });
    }
  }
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path);
}

/** The path without links, as far as it is there. */
function real(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  const parent = dirname(whole);
  return parent === whole ? whole : join(real(parent), relative(parent, whole));
}
