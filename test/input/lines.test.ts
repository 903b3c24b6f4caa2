import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from '../../src/input/lines.js';
import { refused } from './refused.js';

/** The lines of `bytes` that come `size` at a time. */
async function linesOf(
  bytes: Uint8Array,
  size: number,
  damage?: 'replaced',
  lines: string[] = [],
): Promise<string[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  for await (const line of readLines({ path: 'x', chunks }, damage)) lines.push(line);
  return lines;
}

test('lines are the same however they are cut into chunks', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n', '\r\n') });
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (written, size) => {
      const expected = written.split(/\r?\n/);
      if (expected.at(-1) === '') expected.pop();
      expect(await linesOf(Buffer.from(written), size)).toEqual(expected);
    }),
    { seed: 1 },
  );
});

const pieces = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n', '\r\n', '\r') });
const noText = fc.constantFrom(
  [0],
  [0x80],
  [0xff],
  [0xc3],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x9f, 0x98],
  [0xc0, 0x80],
);

test('what is no text is refused at its place, after the lines before it, however it is cut', async () => {
  const size = fc.integer({ min: 1, max: 7 });
  await fc.assert(
    fc.asyncProperty(pieces, noText, pieces, size, async (before, bytes, after, size) => {
      const all = Buffer.concat([Buffer.from(`${before}|`), Buffer.from(bytes), Buffer.from(`|${after}`)]);
      const lines: string[] = [];
      const problems = await refused(() => linesOf(all, size, undefined, lines));
      const whole = `${before}|`.split(/\r\n|\n|\r/);
      const column = whole.at(-1)!.length + 1;
      expect(problems).toMatchObject([{ file: 'x', line: whole.length, column }]);
      expect(lines).toEqual(whole.slice(0, -1));
    }),
    { seed: 2 },
  );
});

test('where damage is told otherwise, bytes that are no text are U+FFFD', async () => {
  expect(await linesOf(Buffer.from('a\xff\nb\0', 'latin1'), 2, 'replaced')).toEqual(['a\ufffd', 'b\0']);
});

// Time that grew with the square of a line's length would be minutes here.
test('a long line in many chunks takes time in proportion to its length', async () => {
  const lines = await linesOf(Buffer.alloc(400_000, 'a'), 1);
  expect(lines.map(({ length }) => length)).toEqual([400_000]);
});
