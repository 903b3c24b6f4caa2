import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refusingFolder } from '../storage/folder-in-the-way.js';
import { writeDurably } from '../storage/sync.js';

const file = '.broker-name';

/**
 * What a sweep is called at brokers: unlike any other, and the same whenever it goes on in its folder. Nothing that comes of the sweep
 * depends on it. Throws what the file system throws.
 *
 * @param folder - that of the sweep, which is there; without one it never goes on
 * @throws InputError where a folder has the name of its file
 */
export function sweepName(folder: string | undefined): string {
  const fresh = randomUUID();
  if (folder === undefined) return fresh;
  const path = join(folder, file);
  const before = existsSync(path) ? refusingFolder(path, () => readFileSync(path, 'utf8')).trim() : '';
  if (/^[0-9a-f-]{36}$/.test(before)) return before;
  writeDurably(path, `${fresh}\n`);
  return fresh;
}

/** Has a sweep be called otherwise from now on: nothing that lies at brokers is taken for it. Throws what the file system throws. */
export function forgetSweepName(folder: string): void {
  rmSync(join(folder, file), { force: true });
}
