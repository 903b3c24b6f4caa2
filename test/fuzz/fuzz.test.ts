import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { corpusOf, formatNames, fuzzed } from './fuzz.js';
import type { Outcome, Reading } from './read-in-thread.js';
import { Reader } from './reader.js';

const reader = new Reader(temporaryFolder().folder);
afterAll(() => reader.close());

describe.each(formatNames)('the format %s', (format) => {
  test.each(corpusOf(format))('reads or refuses $name', async ({ name, bytes }) => {
    expect(await reader.read({ format, name, bytes })).not.toHaveProperty('wrong');
  });

  test('reads or refuses what samples are changed to', async () => {
    const { wrong } = await fuzzed(format, reader, { runs: 30, seed: 2 });
    expect(wrong).toBe('');
  });
});

describe('the fuzzer', () => {
  const fault = 'throws what is no refusal';
  /** A reader that is broken where a text holds a NUL. */
  const broken = {
    read: async ({ bytes }: Reading): Promise<Outcome> =>
      bytes.includes(0) ? { outcome: 'refused', wrong: fault } : { outcome: 'accepted' },
  };

  test('finds a reader that breaks, and tells the shortest input and where to keep it', async () => {
    const { wrong } = await fuzzed('servers', broken, { runs: 1000, seed: 1 });
    expect(wrong.split('\n')).toEqual([
      `servers: ${fault}`,
      'of the input, in latin1: "\\u0000"',
      expect.stringMatching(/^Mend the reader, .* test\/fuzz\/corpus\/servers\/WHAT-IT-SHOWS\.csv/),
    ]);
  });

  test.each([
    ['throws', 'throws what is no refusal: TypeError'],
    ['loops', 'is not done after 1 s'],
    ['writes', 'writes: writeFileSync '],
    ['rejects', 'brings the process down: Error: later'],
    ['shouts', 'refuses in words that are not harmless: '],
    ['rambles', 'refuses in 20001 characters'],
    ['hides', 'does not say where: no'],
  ])('tells of a reader that %s', async (bytes, wrong) => {
    const found = await reader.read({ format: 'broken', name: 'x', bytes: Buffer.from(bytes) }, 1000);
    expect(found.wrong).toContain(wrong);
  });
});
