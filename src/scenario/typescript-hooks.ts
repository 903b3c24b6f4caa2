import { readFile } from 'node:fs/promises';
import type { LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform } from 'sucrase';

/** Takes the types out of TypeScript files as they are imported; runs in Node's own thread of hooks. */
export const load: LoadHook = async (url, context, next) => {
  if (!/^file:.*\.m?ts(?:\?.*)?$/.test(url)) return next(url, context);
  const text = await readFile(fileURLToPath(url), 'utf8');
  const { code } = transform(text, { transforms: ['typescript'], disableESTransforms: true });
  return { format: 'module', source: code, shortCircuit: true };
};
