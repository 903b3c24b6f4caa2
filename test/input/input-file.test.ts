import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputFile, unreadable } from '../../src/input/input-file.js';
import { readLines } from '../../src/input/lines.js';
import { ledgerLines } from '../../src/output/ledger/ledger-lines.js';
import { refused } from './refused.js';
import { temporaryFolder } from './temporary-folder.js';

const { folder, write } = temporaryFolder();

async function drain(input: InputFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of input.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('the bytes of a file of several chunks come through, and their SHA-256 is taken in the same pass', async () => {
  const bytes = Buffer.alloc(200_001, 'vickrey ');
  const input = new InputFile(write('large', bytes));
  expect((await drain(input)).equals(bytes)).toBe(true);
  expect(input.sha256()).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('a file that is not there is refused under the path as given, with the path that was tried', async () => {
  const path = join(folder, 'absent.csv');
  const [problem] = await refused(() => drain(new InputFile(path)));
  expect(problem).toEqual({
    file: path,
    message: 'there is no such file',
    hint: `looked for ${path}; name a file that exists and may be read`,
  });
});

test('a folder in place of a file is refused', () => {
  expect(unreadable(folder)).toBe('is a folder, not a file');
});

test('what is no file is refused, and not waited for', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const message = 'is a pipe, not a file: write what comes from it to a file first';
  expect(await refused(() => drain(new InputFile(pipe)))).toMatchObject([{ file: pipe, message }]);
  expect(await refused(() => new InputFile(pipe).contents())).toMatchObject([{ message }]);
  expect(() => [...ledgerLines(pipe)]).toThrow(message);
  expect(unreadable('/dev/null')).toBe('is a device or a socket, not a file');
});

test('a path through a file is refused as no such file', () => {
  expect(unreadable(join(write('plain', 'x'), 'inner'))).toBe('there is no such file');
});

test.skipIf(process.getuid?.() === 0)(
  'a file that may not be read is refused (skipped for root, who may)',
  () => {
    const path = write('secret', 'x');
    chmodSync(path, 0);
    expect(unreadable(path)).toBe('the file may not be read');
  },
);

test('lines end by LF or CRLF, the last one also by the end of the file, and a byte order mark is no text', async () => {
  const lines: string[] = [];
  for await (const line of readLines(new InputFile(write('lines', '\ufeffα\r\n\nγ δ\nε')))) lines.push(line);
  expect(lines).toEqual(['α', '', 'γ δ', 'ε']);
});

test('a character that lies across two chunks stays whole', async () => {
  const text = `${'x'.repeat(65_535)}€\n${'é'.repeat(70_000)}\n`;
  const lines: string[] = [];
  for await (const line of readLines(new InputFile(write('across', text)))) lines.push(line);
  expect(lines).toEqual(text.split('\n').slice(0, 2));
});
