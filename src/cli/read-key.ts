import { statSync } from 'node:fs';
import { Key } from '../broker/key.js';
import { printWarning } from './warning.js';

/** Rights of a file that others than its owner have to read it. */
const OTHERS = 0o044;

/**
 * The key that a file holds, with a warning where others on this machine may read it.
 *
 * @throws InputError as {@link Key.read}
 */
export async function readKey(file: string, warn: (message: string) => void = printWarning): Promise<Key> {
  const key = await Key.read(file);
  // Windows has no such rights.
  if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0) {
    warn(`${file}: others on this machine may read the key: chmod 600 FILE keeps it from them`);
  }
  return key;
}
