import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InputError } from './input-error.js';

/**
 * Makes a folder that a user has named, and those above it, where they are missing.
 *
 * @throws InputError where it cannot be made
 */
export function makeFolder(directory: string): void {
  // Node's own way to make all of them tries for ever where the file system takes none, as below /proc.
  if (directory === '') throw new InputError({ message: 'a folder cannot be written to that has no name' });
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path);
  try {
    for (const path of missing) make(path);
  } catch (error) {
    throw new InputError({ file: directory, message: `cannot be written to: ${(error as Error).message}` });
  }
}

function make(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
