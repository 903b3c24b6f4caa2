import { register } from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shortened } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { requireReadable } from '../input/input-file.js';

/** Characters that are told of why a file cannot be run. */
const LONGEST_TOLD = 500;

const EXTENSIONS = ['.js', '.mjs', '.ts', '.mts'];

/** Runs a file and gives what it exports as its default; undefined where that is put off. */
export type ImportModule = (file: string) => Promise<unknown>;

/**
 * Runs a JavaScript or TypeScript file and gives what it exports as its default, `null` where it exports none.
 *
 * @throws InputError if there is no such file, or it cannot be run
 */
export async function importModule(file: string): Promise<unknown> {
  requireReadable(file);
  const extension = extname(file).toLowerCase();
  if (!EXTENSIONS.includes(extension)) {
    throw new InputError({ file, message: `is no file of ${EXTENSIONS.join(', ')}` });
  }
  if (extension.endsWith('ts')) readTypeScript();
  try {
    const { default: exported } = (await import(pathToFileURL(resolve(file)).href)) as { default: unknown };
    return exported ?? null;
  } catch (error) {
    throw new InputError({ file, message: `cannot be run: ${shortened(String(error), LONGEST_TOLD)}` });
  }
}

/** Has `import` understand TypeScript where Node itself does not. Harmless when called again. */
function readTypeScript(): void {
  const isNative = 'typescript' in process.features && process.features.typescript !== false;
  if (!isNative) register('./typescript-hooks.js', import.meta.url);
}
