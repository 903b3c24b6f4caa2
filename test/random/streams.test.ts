import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { streamKey, streamOf } from '../reference/restated-random.js';

const take = (uniform: () => number, count: number) => Array.from({ length: count }, () => uniform());

describe('named streams', () => {
  test('are Alea under seed/name, on [0, 1)', () => {
    const property = fc.property(fc.nat(), fc.string(), (seed, name) => {
      const streams = new Streams(seed);
      const draws = take(streams.uniform(name), 20);
      expect(draws).toEqual(take(streamOf(seed, name), 20));
      expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
      expect(streams.key(name)).toBe(streamKey(seed, name));
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  test('do not move each other, whatever the interleaving', () => {
    const property = fc.property(fc.nat(), fc.array(fc.constantFrom('a', 'b', 'c')), (seed, turns) => {
      const streams = new Streams(seed);
      const open = { a: streams.uniform('a'), b: streams.uniform('b'), c: streams.uniform('c') };
      const drawn = { a: [] as number[], b: [] as number[], c: [] as number[] };
      for (const name of turns) drawn[name].push(open[name]());
      for (const name of ['a', 'b', 'c'] as const) {
        expect(drawn[name]).toEqual(take(new Streams(seed).uniform(name), drawn[name].length));
      }
    });
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  test('of other seeds and other names begin otherwise', () => {
    const firsts = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      for (const name of ['arrivals', 'tasks/load', 'tasks/sla'])
        firsts.add(new Streams(seed).uniform(name)());
    }
    // 300 distinct values of 53 bits: a chance coincidence has probability 5e-12.
    expect(firsts.size).toBe(300);
  });
});
