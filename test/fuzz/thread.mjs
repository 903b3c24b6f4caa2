import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// A thread has no Vitest to read TypeScript: the project's own hooks do, and names of files are as they are written.
const names = `
  import { existsSync } from 'node:fs';
  import { fileURLToPath } from 'node:url';
  export const resolve = (specifier, context, next) => {
    if (!/^\\.\\.?\\//.test(specifier) || !context.parentURL?.endsWith('.ts')) return next(specifier, context);
    const url = new URL(specifier.replace(/\\.js$/, '.ts'), context.parentURL);
    return existsSync(fileURLToPath(url)) ? next(url.href, context) : next(specifier, context);
  };`;
const hooks = new URL('../../dist/scenario/typescript-hooks.js', import.meta.url);
if (!existsSync(fileURLToPath(hooks))) throw new Error('npm run build comes first');
register(hooks);
register(`data:text/javascript,${encodeURIComponent(names)}`);
await import('./read-in-thread.ts');
