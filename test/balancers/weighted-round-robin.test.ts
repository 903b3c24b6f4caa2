import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Balancer } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { weightedRoundRobin } from '../../src/balancers/weighted-round-robin.js';
import { fleetOf } from './fleet.js';
import { NaivelyDelayed } from './naive-delay.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

const create: Create = (terms) => weightedRoundRobin({ by: 'capacity' }, terms);

/** Gains and payments one after another, in plain lists; may have all gain, or let the highest id win ties. */
class Naive extends Balancer {
  private readonly credit: number[];

  constructor(
    private readonly view: FleetView,
    private readonly flaw?: 'down too' | 'last of equals',
  ) {
    super();
    this.credit = new Array(view.count).fill(0);
  }

  place(): number {
    const { up, capacity } = this.view;
    const ids = [...up.keys()].filter((id) => up[id] === 1);
    const gaining = this.flaw === 'down too' ? [...up.keys()] : ids;
    for (const id of gaining) this.credit[id]! += capacity[id]!;
    const most = Math.max(...ids.map((id) => this.credit[id]!));
    const equals = ids.filter((id) => this.credit[id] === most);
    const best = (this.flaw === 'last of equals' ? equals.at(-1) : equals[0]) ?? -1;
    const total = ids.reduce((sum, id) => sum + capacity[id]!, 0);
    if (best >= 0) this.credit[best]! -= total;
    return best;
  }
}

it('places as its naive twin does', () => {
  expectTwins(create, (terms) => new NaivelyDelayed(terms, (view) => new Naive(view)), 1);
});

it.each(['down too', 'last of equals'] as const)('is told from one with the flaw: %s', (flaw) => {
  expect(tellsApart(create, (terms) => new NaivelyDelayed(terms, (view) => new Naive(view, flaw)), 2)).toBe(
    true,
  );
});

function placements(rates: readonly number[], tasks: number): number[] {
  const balancer = weightedRoundRobin({}, { fleet: fleetOf({ rates }), delay: 0, uniform: () => 0 });
  return Array.from({ length: tasks }, () => balancer.place(0, 1));
}

it('spreads weights of 5, 1 and 1 as nginx does', () => {
  expect(placements([5, 1, 1], 14)).toEqual([0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 2, 0, 0]);
});

it('gives each server exactly its weight in every cycle', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
  const property = fc.property(weights, (rates) => {
    const cycle = rates.reduce((sum, rate) => sum + rate, 0);
    const placed = placements(rates, 3 * cycle);
    for (let from = 0; from < placed.length; from += cycle) {
      const counts = rates.map((_, id) => placed.slice(from, from + cycle).filter((to) => to === id).length);
      expect(counts).toEqual(rates);
    }
  });
  fc.assert(property, { seed: 3, numRuns: 200 });
});
