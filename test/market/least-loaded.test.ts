import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LeastLoaded } from '../../src/market/least-loaded.js';
import { type Fleet, fleetOf, fleetTraits } from '../arbitraries/fleet.js';

/** Sorts all members anew, as the rule is written. */
function naive(
  fleet: Fleet,
  members: readonly number[],
  most: number,
  limit: number,
  excluded: number,
): number[] {
  const ratio = (id: number): number => fleet.load[id]! / fleet.capacity[id]!;
  return members
    .filter((id) => id !== excluded && ratio(id) < limit)
    .sort((a, b) => ratio(a) - ratio(b) || a - b)
    .slice(0, most);
}

it('finds the least loaded of a group as sorting does, after any interleaving of changes', () => {
  const step = fc.record({
    changes: fc.array(fc.record({ place: fc.nat({ max: 200 }), load: fc.constantFrom(0, 10, 10, 40, 90) }), {
      maxLength: 30,
    }),
    most: fc.integer({ min: 1, max: 5 }),
    limit: fc.constantFrom(0, 0.3, 0.5, 10),
    excluded: fc.nat({ max: 200 }),
  });
  fc.assert(
    fc.property(
      fleetTraits(60),
      fc.integer({ min: 1, max: 3 }),
      fc.array(step, { maxLength: 8 }),
      (servers, stride, steps) => {
        const fleet = fleetOf(servers, servers.length);
        const members = Int32Array.from(servers.keys()).filter((id) => id % stride === 0);
        const group = new LeastLoaded(fleet, members);
        for (const { changes, most, limit, excluded } of steps) {
          for (const { place, load } of changes) {
            fleet.load[members[place % members.length]!] = load;
            group.changed(place % members.length);
          }
          const out = new Int32Array(most);
          const place = excluded % members.length;
          const found = group.find(most, limit, place, out);
          const expected = naive(fleet, [...members], most, limit, members[place]!);
          expect([...out.subarray(0, found)]).toEqual(expected);
        }
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});
