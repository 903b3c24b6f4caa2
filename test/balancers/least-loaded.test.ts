import { describe, expect, it } from 'vitest';
import { Balancer } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { leastLoaded } from '../../src/balancers/least-loaded.js';
import { NaivelyDelayed } from './naive-delay.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

type By = 'count' | 'ratio';
type Flaw = 'lowest id' | 'counts all reports' | 'keeps its place';

/** Sorts all that are up, and remembers what each was like when it last heard of it. */
class Naive extends Balancer {
  private last = -1;
  private reports = 0;
  private readonly known: number[];

  constructor(
    private readonly view: FleetView,
    private readonly by: By,
    private readonly flaw?: Flaw,
  ) {
    super();
    this.known = [...view.up.keys()].map((id) => this.loadOf(id));
  }

  override get messages(): number {
    return this.reports;
  }

  place(): number {
    const { count, up } = this.view;
    const distance = (id: number) => (this.flaw === 'lowest id' ? id : (id - this.last - 1 + count) % count);
    const [best = -1] = [...up.keys()]
      .filter((id) => up[id] === 1)
      .sort((a, b) => this.loadOf(a) - this.loadOf(b) || distance(a) - distance(b));
    if (best >= 0 && this.flaw !== 'keeps its place') this.last = best;
    return best;
  }

  override serverChanged(server: number): void {
    const load = this.loadOf(server);
    if (load < this.known[server]! || this.flaw === 'counts all reports') this.reports++;
    this.known[server] = load;
  }

  private loadOf(id: number): number {
    const { up, tasks, load, capacity } = this.view;
    if (up[id] === 0) return Number.POSITIVE_INFINITY;
    return this.by === 'count' ? tasks[id]! : load[id]! / capacity[id]!;
  }
}

const naive =
  (by: By, flaw?: Flaw): Create =>
  (terms) =>
    new NaivelyDelayed(terms, (view) => new Naive(view, by, flaw));

describe.each(['count', 'ratio'] as const)('least loaded by %s', (by) => {
  const create: Create = (terms) => leastLoaded({ by }, terms);

  it('places as its naive twin does', () => expectTwins(create, naive(by), 1));

  it('is told from one that measures something else', () => {
    expect(tellsApart(create, naive(by === 'count' ? 'ratio' : 'count'), 2)).toBe(true);
  });

  it.each(['lowest id', 'counts all reports', 'keeps its place'] as const)(
    'is told from one with the flaw: %s',
    (flaw) => expect(tellsApart(create, naive(by, flaw), 3)).toBe(true),
  );
});
