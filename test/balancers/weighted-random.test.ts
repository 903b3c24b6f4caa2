import { expect, it } from 'vitest';
import { Balancer } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { weightedRandom } from '../../src/balancers/weighted-random.js';
import type { Uniform } from '../../src/random/distribution.js';
import { Streams } from '../../src/random/streams.js';
import { chiSquareBounds } from '../random/chi-square.js';
import { fleetOf } from './fleet.js';
import { NaivelyDelayed } from './naive-delay.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

type Weight = (fleet: FleetView, server: number) => number;

const byRate: Weight = ({ rate, slots }, server) => Math.max(1e-100, rate[server]! * slots[server]!);
const byCapacity: Weight = ({ capacity }, server) => capacity[server]!;

/** Halves the fleet again and again, summing the weights of both halves anew. */
class Naive extends Balancer {
  constructor(
    private readonly view: FleetView,
    private readonly weight: Weight,
    private readonly uniform: Uniform,
  ) {
    super();
  }

  place(): number {
    const size = 2 ** Math.ceil(Math.log2(this.view.count));
    const total = this.sum(0, size);
    return total === 0 ? -1 : this.pick(0, size, this.uniform() * total);
  }

  private sum(from: number, size: number): number {
    if (size === 1) return this.view.up[from] === 1 ? this.weight(this.view, from) : 0;
    return this.sum(from, size / 2) + this.sum(from + size / 2, size / 2);
  }

  private pick(from: number, size: number, rest: number): number {
    if (size === 1) return from;
    const left = this.sum(from, size / 2);
    if (rest < left || this.sum(from + size / 2, size / 2) === 0) return this.pick(from, size / 2, rest);
    return this.pick(from + size / 2, size / 2, rest - left);
  }
}

const naive =
  (weight: Weight): Create =>
  (terms) =>
    new NaivelyDelayed(terms, (view) => new Naive(view, weight, terms.uniform));

it('places as its naive twin does', () => {
  expectTwins((terms) => weightedRandom({}, terms), naive(byRate), 1);
  expectTwins((terms) => weightedRandom({ by: 'capacity' }, terms), naive(byCapacity), 2);
});

it('is told from one that weighs by something else', () => {
  const create: Create = (terms) => weightedRandom({ by: 'rate' }, terms);
  for (const weight of [byCapacity, (() => 1) as Weight, (({ rate }, i) => rate[i]! || 1e-100) as Weight])
    expect(tellsApart(create, naive(weight), 3)).toBe(true);
});

it('gives each server its share (chi-square, exceeded either way with a chance of 1e-6)', () => {
  const rates = Array.from({ length: 37 }, (_, i) => 0.1 + (i % 7));
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const counts = new Array<number>(rates.length).fill(0);
  const uniform = new Streams(5).uniform('balancer');
  const balancer = weightedRandom({}, { fleet: fleetOf({ rates }), delay: 0, uniform });
  const draws = 500_000;
  for (let i = 0; i < draws; i++) counts[balancer.place(0, 1)]!++;
  const statistic = counts.reduce((sum, count, i) => {
    const expected = (draws * rates[i]!) / total;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  const [low, high] = chiSquareBounds(rates.length - 1);
  expect(statistic).toBeGreaterThan(low);
  expect(statistic).toBeLessThan(high);
});

it('never takes a server that is down, whatever the weights and the draw', () => {
  const rates = [1e12, 1e-12, 3, 1e-12];
  const fleet = fleetOf({ rates, up: [1, 0, 0, 0] });
  for (const draw of [0, 0.5, 1 - 2 ** -53]) {
    expect(weightedRandom({}, { fleet, delay: 0, uniform: () => draw }).place(0, 1)).toBe(0);
  }
});
