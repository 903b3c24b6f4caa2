// Compiles a kernel and writes it, as the TypeScript file that src embeds, to the path given.
//
//     node kernel/build.mjs networks src/learning/neural/kernel-binary.ts
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const [name, path] = process.argv.slice(2);
const options =
  '-O3 --noAssert --enable simd --runtime stub --importMemory --use abort= --outFile kernel.wasm';
let binary;
const { error, stderr } = await asc.main(
  [`${name}.ts`, '--baseDir', dirname(fileURLToPath(import.meta.url)), ...options.split(' ')],
  {
    writeFile(_name, contents) {
      binary = contents;
    },
  },
);
if (error) throw new Error(`the kernel does not compile\n${stderr}`, { cause: error });

const text = `/** kernel/${name}.ts as base64. Written by \`npm run kernel\`; not to be edited. */
export const kernelBinary =
  '${Buffer.from(binary).toString('base64')}';
`;
writeFileSync(path, text);
