import { ftruncateSync, openSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { documentText } from '../../src/input/document-text.js';
import { refused } from './refused.js';
import { temporaryFolder } from './temporary-folder.js';

const { write } = temporaryFolder();

test('a byte order mark is no part of a document', async () => {
  expect(await documentText(write('marked', '\ufeffa\ufeffé'))).toBe('a\ufeffé');
});

test.each([
  ['Latin 1', Buffer.from('a: 1\nb: \xe9t\xe9\n', 'latin1'), [2, 4, 'bytes that are no UTF-8']],
  [
    'a piece of a character at the end',
    Buffer.from('\xef\xbb\xbfe: \xc3', 'latin1'),
    [1, 4, 'bytes that are no UTF-8'],
  ],
  ['a NUL', 'a: "😀\0"\n', [1, 7, 'a NUL character, which no text has']],
  ['text in UTF-16', Buffer.from('\ufeffa: 1', 'utf16le'), [1, 1, 'is text in UTF-16']],
  ['UTF-16 without a mark', Buffer.from('a: é', 'utf16le'), [1, 7, 'looks like text in UTF-16']],
  [
    'a binary file',
    Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0', 'latin1'),
    [1, 1, 'looks like a binary file, not text'],
  ],
  ['a gzip archive', gzipSync('a: 1'), [undefined, undefined, 'is a gzip archive: plain text is read']],
])('%s is refused with its place', async (_, content, [line, column, message]) => {
  const file = write('document', content);
  const [problem] = await refused(() => documentText(file));
  expect(problem).toEqual({ file, line, column, message, hint: expect.any(String) });
});

test('a document of more than 16 MiB is refused before it is read', async () => {
  const file = write('large', 'a');
  const most = 2 ** 24;
  ftruncateSync(openSync(file, 'r+'), most + 1);
  expect(await refused(() => documentText(file, 'do this'))).toEqual([
    { file, message: 'has more than the 16 MiB that are read', hint: 'do this' },
  ]);
  ftruncateSync(openSync(file, 'r+'), most);
  expect(await refused(() => documentText(file))).toMatchObject([
    { message: 'looks like a binary file, not text', hint: 'name a file of plain text in UTF-8' },
  ]);
});
