import { describe, expect, it } from 'vitest';
import { Balancer, type BalancerTerms } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { type PowerOfDOptions, powerOfD } from '../../src/balancers/power-of-d.js';
import { Streams } from '../../src/random/streams.js';
import { chiSquare, chiSquareBounds } from '../random/chi-square.js';
import { fleetOf } from './fleet.js';
import { NaivelyDelayed } from './naive-delay.js';
import { NaiveUp } from './naive-up.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

type Flaw = 'last of equals' | 'most loaded' | 'asks one more' | 'asks for free';

class Naive extends Balancer {
  private readonly up: NaiveUp;
  private exchanged = 0;

  constructor(
    private readonly view: FleetView,
    private readonly options: PowerOfDOptions,
    terms: BalancerTerms,
    private readonly flaw?: Flaw,
  ) {
    super();
    this.up = new NaiveUp(view, terms.uniform);
  }

  override get messages(): number {
    return this.exchanged;
  }

  place(): number {
    const d = this.options.d + (this.flaw === 'asks one more' ? 1 : 0);
    const drawn = this.options.replacement ? this.drawRepeatedly(d) : this.up.drawDistinct(d);
    if (this.flaw !== 'asks for free') this.exchanged += 2 * drawn.length;
    if (this.flaw === 'last of equals') drawn.reverse();
    const sign = this.flaw === 'most loaded' ? -1 : 1;
    const [best = -1] = drawn.sort((a, b) => sign * (this.loadOf(a) - this.loadOf(b)));
    return best;
  }

  override serverChanged(server: number): void {
    this.up.refresh(server);
  }

  private drawRepeatedly(d: number): number[] {
    return this.up.ids.length === 0 ? [] : Array.from({ length: d }, () => this.up.draw());
  }

  private loadOf(id: number): number {
    const { tasks, load, capacity } = this.view;
    return this.options.by === 'count' ? tasks[id]! : load[id]! / capacity[id]!;
  }
}

const naive =
  (options: PowerOfDOptions, flaw?: Flaw): Create =>
  (terms) => {
    const d = Math.min(options.d, terms.probes ?? options.d);
    return new NaivelyDelayed(terms, (view) => new Naive(view, { ...options, d }, terms, flaw));
  };

describe.each([
  { d: 2, replacement: false, by: 'count' },
  { d: 3, replacement: false, by: 'ratio' },
  { d: 2, replacement: true, by: 'ratio' },
  { d: 50, replacement: false, by: 'count' },
] as const)('power of $d by $by, replacement: $replacement', (options) => {
  const create: Create = (terms) => powerOfD(options, terms);
  const other = { ...options, replacement: !options.replacement };

  it('places as its naive twin does', () => expectTwins(create, naive(options), 1));

  it.each(['last of equals', 'most loaded', 'asks for free'] as const)(
    'is told from one with the flaw: %s',
    (flaw) => expect(tellsApart(create, naive(options, flaw), 2)).toBe(true),
  );

  it('is told from one that draws otherwise', () => {
    expect(tellsApart(create, naive(other), 3)).toBe(true);
    expect(tellsApart(create, naive(options, 'asks one more'), 4)).toBe(true);
  });
});

describe('the number that is asked', () => {
  const asked = (d: number | undefined, probes: number | undefined): number => {
    const fleet = fleetOf({ rates: new Array(20).fill(1) });
    const uniform = new Streams(1).uniform('balancer');
    const terms = { fleet, delay: 0, uniform, ...(probes === undefined ? {} : { probes }) };
    const balancer = powerOfD(d === undefined ? {} : { d }, terms);
    balancer.place(0, 1);
    return balancer.messages / 2;
  };

  it.each([
    { d: undefined, probes: undefined, expected: 2 },
    { d: undefined, probes: 5, expected: 5 },
    { d: 3, probes: undefined, expected: 3 },
    { d: 3, probes: 5, expected: 3 },
    { d: 7, probes: 5, expected: 5 },
    { d: 99, probes: undefined, expected: 20 },
  ])('is $expected with d: $d where a decision may ask $probes', ({ d, probes, expected }) => {
    expect(asked(d, probes)).toBe(expected);
  });
});

describe('the choice among equals', () => {
  /** How often each ordered pair of 6 servers is asked, told by loads that make the second of the pair the choice. */
  const counts = (replacement: boolean): number[] => {
    const counts = new Array<number>(36).fill(0);
    const uniform = new Streams(9).uniform('balancer');
    const fleet = fleetOf({ rates: new Array(6).fill(1) });
    const asked: number[] = [];
    const watched = {
      ...fleet,
      tasks: new Proxy(fleet.tasks, {
        get: (tasks, key) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) asked.push(Number(key));
          return Reflect.get(tasks, key, tasks);
        },
      }),
    };
    const balancer = powerOfD({ replacement }, { fleet: watched, delay: 0, uniform });
    for (let i = 0; i < 60_000; i++) {
      asked.length = 0;
      balancer.place(0, 1);
      counts[6 * asked[0]! + asked[1]!]!++;
    }
    return counts;
  };

  it.each([true, false])(
    'asks every pair as often, replacement: %s (chi-square, 1e-6 either way)',
    (replacement) => {
      const all = counts(replacement);
      const pairs = replacement ? all : all.filter((_, i) => Math.floor(i / 6) !== i % 6);
      expect(all.reduce((sum, count) => sum + count, 0)).toBe(pairs.reduce((sum, count) => sum + count, 0));
      const [low, high] = chiSquareBounds(pairs.length - 1);
      expect(chiSquare(pairs)).toBeGreaterThan(low);
      expect(chiSquare(pairs)).toBeLessThan(high);
    },
  );
});
