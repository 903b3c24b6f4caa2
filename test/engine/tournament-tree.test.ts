import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TournamentTree } from '../../src/engine/tournament-tree.js';

const key = fc.constantFrom(0, 0, 1, 2, Number.POSITIVE_INFINITY, -1e9);
const change = fc.oneof(
  { weight: 9, arbitrary: fc.record({ place: fc.nat({ max: 99 }), key }) },
  { weight: 1, arbitrary: fc.record({ all: fc.array(key, { minLength: 40, maxLength: 40 }) }) },
);

/** The first place with the least key from `from` on, and then from 0. */
function firstFrom(keys: readonly number[], from: number): number {
  const least = Math.min(...keys);
  const after = keys.findIndex((each, place) => place >= from && each === least);
  return after < 0 ? keys.indexOf(least) : after;
}

it('knows the least key and its first place, from anywhere, after any changes', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 40 }),
    fc.array(change, { maxLength: 40, size: 'max' }),
    (size, changes) => {
      const keys = new Array<number>(size).fill(Number.POSITIVE_INFINITY);
      const tree = new TournamentTree(size);
      for (const each of changes) {
        if ('all' in each) {
          for (let place = 0; place < size; place++) keys[place] = each.all[place]!;
          tree.setAll((place) => each.all[place]!);
        } else {
          keys[each.place % size] = each.key;
          tree.set(each.place % size, each.key);
        }
        expect(tree.least).toBe(Math.min(...keys));
        expect(keys.map((_, place) => tree.key(place))).toEqual(keys);
        // Places beyond the last have infinite keys too: where all are infinite, the first is still one of its own.
        expect(tree.first()).toBe(keys.indexOf(tree.least));
        expect(keys.map((_, place) => tree.firstFrom(place))).toEqual(
          keys.map((_, place) => firstFrom(keys, place)),
        );
      }
    },
  );
  fc.assert(property, { seed: 11, numRuns: 300 });
});
