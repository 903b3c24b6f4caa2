import { register } from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../input/input-error.js';
import { InputFile, requireReadable } from '../input/input-file.js';
import { thrownInWords } from '../market/returned-in-words.js';

const EXTENSIONS = ['.js', '.mjs', '.ts', '.mts'];

/** Runs a file, of which the hash is known, and gives what it exports as its default; undefined where that is put off. */
export type ImportModule = (file: string, sha256: string) => Promise<unknown>;

/**
 * SHA-256 of a file of code, hexadecimal. Nothing of it runs.
 *
 * @throws InputError if there is no such file, it is too large, or has the name of none that can be run
 */
export async function codeHash(file: string): Promise<string> {
  requireReadable(file);
  if (!EXTENSIONS.includes(extname(file).toLowerCase())) {
    throw new InputError({ file, message: `is no file of ${EXTENSIONS.join(', ')}` });
  }
  const read = new InputFile(file);
  await read.contents();
  return read.sha256();
}

/**
 * Runs a JavaScript or TypeScript file and gives what it exports as its default, `null` where it exports none. A file that has
 * changed is run again, but not what it imports.
 *
 * @param sha256 - of the file, as {@link codeHash} gives it
 * @throws InputError if it cannot be run
 */
export async function importModule(file: string, sha256: string): Promise<unknown> {
  if (extname(file).toLowerCase().endsWith('ts')) readTypeScript();
  try {
    const { href } = pathToFileURL(resolve(file));
    const { default: exported } = (await import(`${href}?sha256=${sha256}`)) as { default: unknown };
    return exported ?? null;
  } catch (error) {
    throw new InputError({ file, message: `cannot be run: ${thrownInWords(error)}` });
  }
}

/** Has `import` understand TypeScript where Node itself does not. Harmless when called again. */
function readTypeScript(): void {
  const isNative = 'typescript' in process.features && process.features.typescript !== false;
  if (!isNative) register('./typescript-hooks.js', import.meta.url);
}
