import { expect, it } from 'vitest';
import { Balancer } from '../../src/balancers/balancer.js';
import { random } from '../../src/balancers/random.js';
import { NaivelyDelayed } from './naive-delay.js';
import { NaiveUp } from './naive-up.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

const create: Create = (terms) => random({}, terms);

class Naive extends Balancer {
  constructor(private readonly up: NaiveUp) {
    super();
  }

  place(): number {
    return this.up.draw();
  }

  override serverChanged(server: number): void {
    this.up.refresh(server);
  }
}

const naive: Create = (terms) =>
  new NaivelyDelayed(terms, (view) => new Naive(new NaiveUp(view, terms.uniform)));

it('places as its naive twin does', () => expectTwins(create, naive, 1));

it('is told from one that learns of failures at once, and from one that never does', () => {
  const atOnce: Create = (terms) => naive({ ...terms, delay: 0 });
  const never: Create = (terms) => naive({ ...terms, delay: 1e9 });
  expect(tellsApart(create, atOnce, 2)).toBe(true);
  expect(tellsApart(create, never, 3)).toBe(true);
});
