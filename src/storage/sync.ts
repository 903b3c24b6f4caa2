import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { namingFaults } from '../input/named-fault.js';

/** Has the disk hold the contents of a file. Throws what the file system throws. */
export function syncFile(path: string): void {
  // Windows needs write access.
  const descriptor = openSync(path, 'r+');
  try {
    namingFaults(path, () => fsyncSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** Codes of systems that cannot be asked this of a folder, or not by this user. Nothing more can be done there. */
const unasked = new Set(['EACCES', 'EPERM', 'EINVAL', 'EISDIR', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/**
 * Has the disk hold which files and folders lie in a folder, not what they contain. Throws what the file system throws,
 * but for systems that have no such call, as Windows.
 */
export function syncFolder(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    try {
      namingFaults(path, () => fsyncSync(descriptor));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!unasked.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/**
 * Writes a file, or replaces it, so that the disk has all of it when this returns. Whatever ends the process or the
 * power meanwhile leaves the file as it was or as it is to be. Throws what the file system throws.
 */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const staged = join(dirname(path), `.staged-${basename(path)}`);
  try {
    namingFaults(path, () => writeFileSync(staged, content));
    syncFile(staged);
    renameSync(staged, path);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}
