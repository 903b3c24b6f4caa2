import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TextFile } from '../../src/input/text-file.js';
import { refused } from './refused.js';
import { temporaryFolder } from './temporary-folder.js';

const { write } = temporaryFolder();

async function read(content: string | Uint8Array): Promise<{ lines: string[]; sha256: string }> {
  const file = new TextFile(write('x.any', content));
  const lines: string[] = [];
  for await (const batch of file.lines()) lines.push(...batch);
  return { lines, sha256: file.sha256() };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const long = Array.from({ length: 50_000 }, (_, i) => `${i},é`);

describe('gzip', () => {
  test('is unpacked whatever the file is called; the hash is that of the file', async () => {
    const packed = gzipSync(long.join('\n'));
    expect(await read(packed)).toEqual({ lines: long, sha256: sha256(packed) });
  });

  test('of several members is one text', async () => {
    const packed = Buffer.concat([gzipSync('a\nb'), gzipSync('c\n')]);
    expect(await read(packed)).toEqual({ lines: ['a', 'bc'], sha256: sha256(packed) });
  });

  test.each([
    ['that is cut short', (whole: Buffer) => whole.subarray(0, -9)],
    ['with a changed byte', (whole: Buffer) => Buffer.from(whole).fill(0, 200, 300)],
    [
      'with a wrong checksum',
      (whole: Buffer) => Buffer.from(whole).fill(1, whole.length - 8, whole.length - 4),
    ],
    ['followed by other bytes', (whole: Buffer) => Buffer.concat([whole, Buffer.from('more')])],
  ])('%s is refused', async (_, harm) => {
    const [problem] = await refused(() => read(harm(gzipSync(long.join('\n')))));
    expect(problem!.message).toContain('the gzip data are damaged: ');
  });
});

test.each([
  ['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd, 0, 1]],
  ['a bzip2 archive', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53]],
  ['an xz archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]],
  ['a zip archive', [0x50, 0x4b, 3, 4, 20]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31, 0x15]],
])('%s is named in place of its bytes', async (kind, bytes) => {
  const [problem] = await refused(() => read(Uint8Array.from(bytes)));
  expect(problem!.message).toBe(`is ${kind}: text is read, plain or packed with gzip`);
  expect(problem!.hint).toMatch(/^(unpack it first: |save it as plain text)/);
});

test.each([
  ['a NUL', 'time,load\n0,1\0\n', [2, 4, 'a NUL character, which no text has']],
  ['text in UTF-16', Buffer.from('\ufefftime', 'utf16le'), [1, 1, 'is text in UTF-16']],
  [
    'UTF-16 without a mark',
    Buffer.from('time,load\n0,1\n', 'utf16le').swap16(),
    [1, 1, 'looks like text in UTF-16'],
  ],
  ['a binary file', `a,b\n${'\0\x01\x02,x'.repeat(20)}`, [2, 1, 'looks like a binary file, not text']],
  ['Latin 1', Buffer.from('a\r\nb\rcd\xe9f\n', 'latin1'), [3, 3, 'bytes that are no UTF-8']],
  [
    'a line of more than 16 MiB, where nothing follows it',
    Buffer.concat([Buffer.from('a\n'), Buffer.alloc(2 ** 24 + 1, 'a')]),
    [2, undefined, 'the line has more than 16 MiB'],
  ],
])('%s is refused with its place, plain and packed', async (_, content, [line, column, message]) => {
  for (const bytes of [content, gzipSync(content)]) {
    const [problem] = await refused(() => read(bytes));
    expect([problem!.line, problem!.column, problem!.message]).toEqual([line, column, message]);
    expect(problem!.hint).toMatch(
      /^(save it as plain text in UTF-8|give a text of lines|name a file of plain text)/,
    );
  }
});

test('a line of 16 MiB is read', async () => {
  const lines = ['a', 'b'.repeat(2 ** 24), 'c'];
  expect((await read(lines.join('\n'))).lines).toEqual(lines);
});
