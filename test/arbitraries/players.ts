import fc from 'fast-check';
import type { Players } from '../../src/market/game.js';

const amount = fc.oneof(fc.constantFrom(0, 50, 100), fc.double({ min: 0, max: 500, noNaN: true }));

/** 1 to `most` servers as players of a game: any loads, also above capacity. */
export function players(most: number): fc.Arbitrary<Players> {
  return fc
    .array(fc.record({ capacity: fc.double({ min: 1, max: 200, noNaN: true }), load: amount }), {
      minLength: 1,
      maxLength: most,
    })
    .map((servers) => ({
      count: servers.length,
      capacity: Float64Array.from(servers, ({ capacity }) => capacity),
      load: Float64Array.from(servers, ({ load }) => load),
    }));
}
