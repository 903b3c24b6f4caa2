import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { philox } from '../../src/random/philox.js';
import { word } from '../arbitraries/word.js';
import { philox2x32 } from '../reference/restated-random.js';

const block = (low: number, high: number, key: number): [number, number] => {
  const out = new Uint32Array(2);
  philox(low, high, key, out);
  return [out[0]!, out[1]!];
};

describe('Philox2x32-10', () => {
  // Random123 1.14, tests/kat_vectors: counter, key, expected.
  test.each([
    { counter: [0, 0], key: 0, expected: [0xff1dae59, 0x6cd10df2] },
    { counter: [0xffffffff, 0xffffffff], key: 0xffffffff, expected: [0x2c3f628b, 0xab4fd7ad] },
    { counter: [0x243f6a88, 0x85a308d3], key: 0x13198a2e, expected: [0xdd7ce038, 0xf62a4c12] },
  ] as { counter: [number, number]; key: number; expected: [number, number] }[])(
    'gives the published block of counter $counter, and so does its restatement',
    ({ counter, key, expected }) => {
      expect(block(...counter, key)).toEqual(expected);
      expect(philox2x32(counter, key)).toEqual(expected);
    },
  );

  test('is its restatement in unbounded integers for any counter and key', () => {
    const property = fc.property(word, word, word, (low, high, key) => {
      expect(block(low, high, key)).toEqual(philox2x32([low, high], key));
    });
    fc.assert(property, { seed: 1, numRuns: 3000 });
  });
});
