import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mix, PairNoise } from '../../src/random/pair-noise.js';
import { word } from '../arbitraries/word.js';
import { pairUniform } from '../reference/restated-random.js';

describe('the noise of a pair', () => {
  test('is its restatement in unbounded integers for any key, task, try and server', () => {
    const property = fc.property(word, word, fc.nat({ max: 20 }), word, (key, task, attempt, server) => {
      const noise = new PairNoise(key);
      noise.turnTo(task, attempt);
      expect(noise.of(server)).toBe(pairUniform(key, task, attempt, server));
    });
    fc.assert(property, { seed: 1, numRuns: 3000 });
  });

  test('does not depend on what was asked before', () => {
    const pairs = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 2 }), fc.nat({ max: 99 })), {
      minLength: 1,
    });
    const property = fc.property(word, pairs, (key, asked) => {
      const used = new PairNoise(key);
      for (const [task, attempt, server] of asked) {
        used.turnTo(task, attempt);
        const fresh = new PairNoise(key);
        fresh.turnTo(task, attempt);
        expect(used.of(server)).toBe(fresh.of(server));
      }
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  test('never gives two servers the same value for one task', () => {
    const property = fc.property(word, word, word, word, (one, other, first, second) => {
      fc.pre(one !== other);
      expect(mix(one, first, second)).not.toBe(mix(other, first, second));
    });
    fc.assert(property, { seed: 3, numRuns: 3000 });
  });
});
