import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InputError } from '../input/input-error.js';
import { syncFolder } from './sync.js';
import { unwritable } from './unwritable.js';

/**
 * Makes a folder that a user has named, and those above it, where they are missing. The disk has them when this
 * returns.
 *
 * @returns whether the folder itself was missing
 * @throws InputError where it cannot be made, or is no folder; what the file system throws where the disk is full
 *   or fails
 */
export function makeFolder(directory: string): boolean {
  // Node's own way to make all of them tries for ever where the file system takes none, as below /proc.
  if (directory === '')
    throw new InputError({ message: 'an empty name is that of no folder', hint: 'name one' });
  const missing: string[] = [];
  let deepest = resolve(directory);
  // The last one is there, also where a disk that fails does not say so.
  for (; deepest !== dirname(deepest) && !existsSync(deepest); deepest = dirname(deepest))
    missing.unshift(deepest);
  try {
    // That one too may have been made by a process that was killed before the disk had it.
    syncFolder(dirname(deepest));
    for (const path of missing) make(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unwritable(directory, error);
    const message = 'cannot be written to: no folder can be made there';
    throw new InputError({ file: directory, message });
  }
  if (missing.length > 0) return true;
  if (statSync(directory).isDirectory()) return false;
  throw new InputError({ file: directory, message: 'is not a folder' });
}

function make(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
  syncFolder(dirname(path));
}
