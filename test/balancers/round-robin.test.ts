import { expect, it } from 'vitest';
import { Balancer } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { roundRobin } from '../../src/balancers/round-robin.js';
import { NaivelyDelayed } from './naive-delay.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

const create: Create = (terms) => roundRobin({}, terms);

/** Sorts those that are up by how far they are from the last one. */
class Naive extends Balancer {
  private last = -1;

  constructor(
    private readonly view: FleetView,
    private readonly remembers = true,
  ) {
    super();
  }

  place(): number {
    const { count, up } = this.view;
    const ids = [...up.keys()].filter((id) => up[id] === 1);
    const distance = (id: number) => (id - this.last - 1 + count) % count;
    const [next = -1] = ids.sort((a, b) => distance(a) - distance(b));
    if (next >= 0 && this.remembers) this.last = next;
    return next;
  }
}

it('places as its naive twin does', () => {
  expectTwins(create, (terms) => new NaivelyDelayed(terms, (view) => new Naive(view)), 1);
});

it('is told from one that always begins with the first', () => {
  const flawed: Create = (terms) => new NaivelyDelayed(terms, (view) => new Naive(view, false));
  expect(tellsApart(create, flawed, 2)).toBe(true);
});
