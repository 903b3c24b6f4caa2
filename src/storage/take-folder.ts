import { existsSync, statSync } from 'node:fs';
import { InputError } from '../input/input-error.js';
import { FolderLock } from './folder-lock.js';
import { makeFolder } from './make-folder.js';
import { unwritable } from './unwritable.js';

/**
 * Makes a folder where it is missing, and keeps it for this process.
 *
 * @returns the lock, and whether the folder was missing
 * @throws InputError where another process has it, it is no folder, or cannot be written to; what the file system
 *   throws where the disk is full or fails
 */
export function takeFolder(directory: string): { lock: FolderLock; wasMissing: boolean } {
  try {
    for (let tries = 1; ; tries++) {
      const wasMissing = makeFolder(directory);
      try {
        return { lock: new FolderLock(directory), wasMissing };
      } catch (error) {
        // Another process that had made it may have removed it in between, as where it was interrupted.
        if (existsSync(directory) || tries === 10) throw error;
      }
    }
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** Whether a folder is there. @throws InputError where something else is */
export function isFolder(directory: string): boolean {
  try {
    const found = statSync(directory, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new InputError({ file: directory, message: 'is not a folder' });
    return found !== undefined;
  } catch (error) {
    throw unwritable(directory, error);
  }
}
