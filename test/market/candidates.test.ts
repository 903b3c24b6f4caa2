import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Candidates } from '../../src/market/candidates.js';
import type { PartnerChoice } from '../../src/market/partner-choice.js';
import { partnerChoices } from '../../src/market/partner-choices.js';
import { type Fleet, fleetOf, fleetTraits } from '../arbitraries/fleet.js';

interface Query {
  most: number;
  limit: number;
  winner: number;
  taskLoad: number;
}

/** Ranks all members anew and asks one after another, as the rule is written. */
function naive(
  choice: PartnerChoice,
  fleet: Fleet,
  members: readonly number[],
  { most, limit, winner, taskLoad }: Query,
): number[] {
  const ranked = members
    .filter((id) => id !== winner && fleet.load[id]! / fleet.capacity[id]! < limit)
    .sort((a, b) => choice.rank(fleet, a) - choice.rank(fleet, b) || a - b);
  const chosen: number[] = [];
  let sum = fleet.load[winner]!;
  for (const id of ranked) {
    const load = fleet.load[id]!;
    if (chosen.length === most || !choice.joins(load, taskLoad, chosen.length + 1, sum)) break;
    sum += load;
    chosen.push(id);
  }
  return chosen;
}

const step = fc.record({
  changes: fc.array(fc.record({ place: fc.nat({ max: 200 }), load: fc.constantFrom(0, 10, 10, 40, 90) }), {
    maxLength: 30,
  }),
  most: fc.integer({ min: 1, max: 5 }),
  winner: fc.nat({ max: 200 }),
  taskLoad: fc.constantFrom(1, 20, 400),
});

describe.each(Object.entries<PartnerChoice>(partnerChoices))('partners by %s', (_, choice) => {
  it('are those that ranking all anew finds, after any interleaving of changes', () => {
    const property = fc.property(
      fleetTraits(60),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(0, 0.3, 0.5, 10),
      fc.array(step, { maxLength: 8 }),
      (servers, stride, limit, steps) => {
        const fleet = fleetOf(servers, servers.length);
        const members = Int32Array.from(servers.keys()).filter((id) => id % stride === 0);
        const group = new Candidates(fleet, members, limit, choice);
        for (const { changes, most, winner, taskLoad } of steps) {
          for (const { place, load } of changes) {
            fleet.load[members[place % members.length]!] = load;
            group.changed(place % members.length);
          }
          const out = new Int32Array(most);
          const place = winner % members.length;
          const chosen = group.choose(most, place, taskLoad, out);
          const query = { most, limit, winner: members[place]!, taskLoad };
          expect([...out.subarray(0, chosen)]).toEqual(naive(choice, fleet, [...members], query));
        }
      },
    );
    fc.assert(property, { seed: 7, numRuns: 500 });
  });
});
