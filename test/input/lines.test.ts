import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from '../../src/input/lines.js';

/** The lines of `bytes` that come `size` at a time. */
async function linesOf(bytes: Uint8Array, size: number): Promise<string[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const lines: string[] = [];
  for await (const line of readLines({ chunks })) lines.push(line);
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
  );
});

// Time that grew with the square of a line's length would be minutes here.
test('a long line in many chunks takes time in proportion to its length', async () => {
  const lines = await linesOf(Buffer.alloc(400_000, 'a'), 1);
  expect(lines.map(({ length }) => length)).toEqual([400_000]);
});
