import { describe, expect, it } from 'vitest';
import { Balancer, type BalancerTerms } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { peakEwma } from '../../src/balancers/peak-ewma.js';
import { fleetOf } from './fleet.js';
import { NaivelyDelayed } from './naive-delay.js';
import { NaiveUp } from './naive-up.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

const DECAY = 3;
const create: Create = (terms) => peakEwma({ decay: DECAY }, terms);

type Flaw =
  | 'no peak'
  | 'looking changes nothing'
  | 'no penalty'
  | 'lost tasks stay'
  | 'only latency'
  | 'last of equals'
  | 'one choice';

interface Known {
  outstanding: number;
  estimate: number;
  at: number;
}

class Naive extends Balancer {
  private readonly up: NaiveUp;
  private readonly known: Known[];

  constructor(
    view: FleetView,
    { uniform }: BalancerTerms,
    private readonly flaw?: Flaw,
  ) {
    super();
    this.up = new NaiveUp(view, uniform);
    this.known = Array.from({ length: view.count }, () => ({ outstanding: 0, estimate: 0, at: 0 }));
  }

  place(time: number): number {
    const drawn = this.up.drawDistinct(2);
    if (this.flaw === 'last of equals') drawn.reverse();
    if (this.flaw === 'one choice') drawn.splice(1);
    const costs = drawn.map((server) => this.cost(this.known[server]!, time));
    const best = drawn[costs.indexOf(Math.min(...costs))] ?? -1;
    if (best >= 0) this.known[best]!.outstanding++;
    return best;
  }

  override serverChanged(server: number): void {
    this.up.refresh(server);
  }

  override returned(server: number, time: number, latency: number): void {
    this.known[server]!.outstanding--;
    this.observe(this.known[server]!, time, latency);
  }

  override lost(server: number): void {
    if (this.flaw !== 'lost tasks stay') this.known[server]!.outstanding--;
  }

  private cost(known: Known, time: number): number {
    const { estimate } = known;
    if (this.flaw !== 'looking changes nothing') this.observe(known, time, 0);
    const seen =
      this.flaw === 'looking changes nothing'
        ? estimate * Math.exp((known.at - time) / DECAY)
        : known.estimate;
    if (this.flaw === 'only latency') return seen;
    if (seen === 0) return this.flaw === 'no penalty' ? 0 : 1e100 * known.outstanding;
    return seen * (known.outstanding + 1);
  }

  private observe(known: Known, time: number, latency: number): void {
    const kept = Math.exp((known.at - time) / DECAY);
    const isPeak = latency > known.estimate && this.flaw !== 'no peak';
    known.estimate = isPeak ? latency : known.estimate * kept + latency * (1 - kept);
    known.at = time;
  }
}

const naive =
  (flaw?: Flaw): Create =>
  (terms) =>
    new NaivelyDelayed(terms, (view) => new Naive(view, terms, flaw));

it('places as its naive twin does', () => expectTwins(create, naive(), 1));

it.each([
  'no peak',
  'looking changes nothing',
  'no penalty',
  'lost tasks stay',
  'only latency',
  'last of equals',
  'one choice',
] as const)('is told from one with the flaw: %s', (flaw) => {
  expect(tellsApart(create, naive(flaw), 2)).toBe(true);
});

describe('of two servers', () => {
  // 0 draws server 0 first and server 1 second.
  const between = () =>
    peakEwma({ decay: 10 }, { fleet: fleetOf({ rates: [1, 1] }), delay: 0, uniform: () => 0 });

  it('an untried one comes before one that is busy and untried, and before one that is known', () => {
    const balancer = between();
    expect([balancer.place(0, 1), balancer.place(0, 1)]).toEqual([0, 1]);
    balancer.returned(0, 1, 1, 0);
    expect(balancer.place(1, 1)).toBe(0);
  });

  it('the one with the higher latency is avoided until its lead is made up for by tasks at the other', () => {
    const balancer = between();
    balancer.place(0, 1);
    balancer.place(0, 1);
    balancer.returned(0, 1, 1, 0);
    balancer.returned(1, 1, 3.5, 0);
    // Costs 1 · (n + 1) against 3.5: three tasks go to server 0.
    expect([1, 2, 3, 4].map(() => balancer.place(1, 1))).toEqual([0, 0, 0, 1]);
  });
});
