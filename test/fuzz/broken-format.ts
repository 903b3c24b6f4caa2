import { readFileSync, writeFileSync } from 'node:fs';
import { InputError } from '../../src/input/input-error.js';
import type { Format } from './formats.js';

/** What readers must not do, by a name. */
const faults: Record<string, (path: string) => unknown> = {
  throws: () => (undefined as unknown as string).length,
  loops: () => {
    for (;;);
  },
  writes: (path) => writeFileSync(`${path}-too`, ''),
  rejects: () => {
    Promise.reject(new Error('later'));
    return new Promise((resolve) => setTimeout(resolve, 1000));
  },
  shouts: (file) => {
    // As one would that did not make its words harmless.
    throw Object.assign(new InputError({ file, message: 'no' }), { message: '\u001b[2J' });
  },
  rambles: (file) => {
    throw Object.assign(new InputError({ file, message: 'no' }), { message: 'x'.repeat(20_001) });
  },
  hides: () => {
    throw new InputError({ message: 'no' });
  },
};

/** Does what its input names: a reader that must be found wrong. */
export const broken: Format = {
  read: (path) => faults[readFileSync(path, 'utf8')]!(path),
  isRefusal: (error) => error instanceof InputError,
};
