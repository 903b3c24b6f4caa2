import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { formatNames, fuzzed } from './fuzz.js';
import { Reader } from './reader.js';

const reader = new Reader(temporaryFolder().folder);
afterAll(() => reader.close());

/** Another seed, or more inputs, look elsewhere: FUZZ_SEED=2 FUZZ_RUNS=100000. */
const { FUZZ_RUNS = '100', FUZZ_SEED = '1' } = process.env;

test.each(formatNames)('whatever a file of the format %s holds, it is read or refused', async (format) => {
  const { wrong } = await fuzzed(format, reader, { runs: Number(FUZZ_RUNS), seed: Number(FUZZ_SEED) });
  expect(wrong).toBe('');
});
