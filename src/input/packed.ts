import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from './input-error.js';
import type { InputFile } from './input-file.js';
import { asUtf8 } from './utf8.js';

/** First bytes of files that are no text, what such a file is, and what unpacks it. */
type Signature = readonly [kind: string, bytes: readonly number[], unpack?: string];

const gzip: Signature = ['a gzip archive', [0x1f, 0x8b], 'gunzip'];
const SIGNATURES: readonly Signature[] = [
  gzip,
  ['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd], 'zstd -d'],
  ['a bzip2 archive', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26], 'bunzip2'],
  ['an xz archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'unxz'],
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04], 'unzip'],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], '7z x'],
  ['an LZ4 archive', [0x04, 0x22, 0x4d, 0x18], 'unlz4'],
  ['an archive of compress', [0x1f, 0x9d], 'uncompress'],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
];

/**
 * The bytes of a file, unpacked where they are gzip, whatever the file is called. To be read to the end: then the file's own
 * SHA-256 is complete.
 *
 * @throws InputError where the file is packed in another way, or the gzip data are damaged
 */
export async function* unpacked(input: InputFile): AsyncGenerator<Buffer> {
  const chunks = input.chunks();
  const first = await chunks.next();
  if (first.done) return;
  const all = startingWith(first.value, chunks);
  const signature = signatureOf(first.value);
  if (signature === undefined) yield* all;
  else if (signature === gzip) yield* unzipped(all, input.path);
  else throw notText(input.path, signature, 'text is read, plain or packed with gzip');
}

/** @throws InputError where `bytes`, the contents of `file`, are those of a packed file, or of another that is known to be no text */
export function requireUnpacked(bytes: Uint8Array, file: string): void {
  const signature = signatureOf(bytes);
  if (signature !== undefined) throw notText(file, signature, 'plain text is read');
}

function signatureOf(bytes: Uint8Array): Signature | undefined {
  return SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte));
}

function notText(file: string, [kind, , unpack]: Signature, wanted: string): InputError {
  const hint = unpack === undefined ? asUtf8 : `unpack it first: ${unpack} FILE`;
  return new InputError({ file, message: `is ${kind}: ${wanted}`, hint });
}

async function* startingWith(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* unzipped(packed: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let given = 0;
  let isWhole = false;
  async function* counted() {
    for await (const chunk of packed) {
      given += chunk.length;
      yield chunk;
    }
    isWhole = true;
  }
  const gunzip = createGunzip();
  // The iteration below reports every error of the pipeline: it ends by one.
  pipeline(Readable.from(counted()), gunzip, () => {});
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw code.startsWith('Z_') ? damaged(file, message) : error;
  }
  if (!isWhole || gunzip.bytesWritten !== given) throw damaged(file, 'other bytes follow them');
}

function damaged(file: string, reason: string): InputError {
  const hint = 'gzip -t FILE says whether it is whole; get the file again';
  return new InputError({ file, message: `the gzip data are damaged: ${reason}`, hint });
}
