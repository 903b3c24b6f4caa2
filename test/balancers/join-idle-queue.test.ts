import { expect, it } from 'vitest';
import { Balancer, type BalancerTerms } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { joinIdleQueue } from '../../src/balancers/join-idle-queue.js';
import { Streams } from '../../src/random/streams.js';
import { fleetOf } from './fleet.js';
import { NaivelyDelayed } from './naive-delay.js';
import { NaiveUp } from './naive-up.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

const create: Create = (terms) => joinIdleQueue({}, terms);

type Flaw =
  | 'last first'
  | 'keeps who fails'
  | 'keeps who is busy'
  | 'one task is one too many'
  | 'counts leaving';

/** The idle ones in a plain list. */
class Naive extends Balancer {
  private readonly up: NaiveUp;
  private idle: number[];
  private reports = 0;

  constructor(
    private readonly view: FleetView,
    { uniform }: BalancerTerms,
    private readonly flaw?: Flaw,
  ) {
    super();
    this.up = new NaiveUp(view, uniform);
    this.idle = [...view.up.keys()].filter((id) => this.isIdle(id));
  }

  override get messages(): number {
    return this.reports;
  }

  place(): number {
    return (this.flaw === 'last first' ? this.idle.pop() : this.idle.shift()) ?? this.up.draw();
  }

  override serverChanged(server: number): void {
    this.up.refresh(server);
    const isIn = this.idle.includes(server);
    if (this.isIdle(server)) {
      if (!isIn) this.idle.push(server);
      if (!isIn) this.reports++;
      return;
    }
    if (this.flaw === 'keeps who is busy' && this.view.up[server] === 1) return;
    if (this.flaw === 'keeps who fails' && this.view.up[server] === 0) return;
    if (isIn && this.flaw === 'counts leaving') this.reports++;
    this.idle = this.idle.filter((id) => id !== server);
  }

  private isIdle(server: number): boolean {
    const free = this.flaw === 'one task is one too many' ? 1 : this.view.slots[server]!;
    return this.view.up[server] === 1 && this.view.tasks[server]! < free;
  }
}

const naive =
  (flaw?: Flaw): Create =>
  (terms) =>
    new NaivelyDelayed(terms, (view) => new Naive(view, terms, flaw));

it('places as its naive twin does', () => expectTwins(create, naive(), 1));

it.each([
  'last first',
  'keeps who fails',
  'keeps who is busy',
  'one task is one too many',
  'counts leaving',
] as const)('is told from one with the flaw: %s', (flaw) =>
  expect(tellsApart(create, naive(flaw), 2)).toBe(true),
);

it('takes the idle in the order in which they became so, and then anybody; a report costs one message', () => {
  const fleet = fleetOf({ rates: [1, 1, 1], tasks: [0, 1, 0] });
  const balancer = joinIdleQueue({}, { fleet, delay: 0, uniform: new Streams(1).uniform('balancer') });
  expect([balancer.place(0, 1), balancer.messages]).toEqual([0, 0]);
  fleet.tasks[0] = 1;
  balancer.serverChanged(0, 0);
  fleet.tasks[1] = 0;
  balancer.serverChanged(1, 1);
  fleet.tasks[0] = 0;
  balancer.serverChanged(0, 2);
  expect([0, 1, 2].map((time) => balancer.place(3 + time, 1))).toEqual([2, 1, 0]);
  expect(balancer.messages).toBe(2);
  expect(balancer.place(9, 1)).toBeGreaterThanOrEqual(0);
});
