import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CounterDraws } from '../../src/random/counter-draws.js';
import { word } from '../arbitraries/word.js';
import { normalAt, uniformAt } from '../reference/restated-random.js';

const entity = fc.oneof(fc.nat({ max: 2 ** 24 - 1 }), fc.constantFrom(0, 2 ** 23, 2 ** 24 - 1));
const index = fc.nat({ max: 254 });

describe('draws by address', () => {
  test('are their restatement in unbounded integers at every address', () => {
    const property = fc.property(word, entity, word, index, (key, server, step, place) => {
      const draws = new CounterDraws(key);
      expect(draws.uniform(server, step, place)).toBe(uniformAt(key, server, step, place));
      expect(draws.normal(server, step, place)).toBe(normalAt(key, server, step, place));
    });
    fc.assert(property, { seed: 1, numRuns: 3000 });
  });

  test('do not depend on the order in which addresses are asked for', () => {
    const addresses = fc.uniqueArray(fc.tuple(entity, word, index), { minLength: 2, maxLength: 30 });
    const property = fc.property(word, addresses, (key, asked) => {
      const one = new CounterDraws(key);
      const other = new CounterDraws(key);
      const forwards = asked.map((address) => one.uniform(...address));
      const backwards = [...asked].reverse().map((address) => other.uniform(...address));
      expect(backwards.reverse()).toEqual(forwards);
      expect(new Set(forwards).size).toBe(asked.length);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });
});
