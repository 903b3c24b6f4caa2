import { describe, expect, it } from 'vitest';
import { Balancer, type BalancerTerms } from '../../src/balancers/balancer.js';
import type { FleetView } from '../../src/balancers/fleet-view.js';
import { type PrequalOptions, prequal, prequalDefaults, reuseBudget } from '../../src/balancers/prequal.js';
import { fleetOf } from './fleet.js';
import { NaiveUp } from './naive-up.js';
import { type Create, expectTwins, tellsApart } from './stories.js';

const flaws = [
  'sees its probes at once',
  'latency of any queue',
  'latest latency',
  'forgets nothing',
  'reports of the balancer, not of the server',
  'never too old',
  'hot from the limit on',
  'never hot',
  'hot by latency',
  'does not count what it places',
  'one use',
  'always rounds up',
  'removes the oldest only',
  'removes the best',
  'removes nothing',
  'keeps two answers of a server',
  'keeps answers of who fails',
  'probes free of charge',
  'a probe of the dead costs two',
  'probes one more',
] as const;
type Flaw = (typeof flaws)[number];

interface Answer {
  server: number;
  inFlight: number;
  latency: number;
  time: number;
  uses: number;
}

/** The rules one by one, on plain lists; every list is sorted when it is asked. */
class Naive extends Balancer {
  private readonly known: { up: Uint8Array };
  private readonly up: NaiveUp;
  private changes: { due: number; server: number; up: number }[] = [];
  private finished: { server: number; time: number; latency: number; found: number }[] = [];
  private underWay: Answer[] = [];
  private pool: Answer[] = [];
  private recent: number[] = [];
  private placed = 0;
  private removed = 0;
  private exchanged = 0;

  constructor(
    private readonly options: PrequalOptions,
    private readonly terms: BalancerTerms,
    private readonly flaw?: Flaw,
  ) {
    super();
    this.known = { up: terms.fleet.up.slice() };
    this.up = new NaiveUp(this.known, terms.uniform);
  }

  override get messages(): number {
    return this.exchanged;
  }

  place(time: number): number {
    this.hear(time);
    if (this.flaw === 'sees its probes at once') this.probe(time);
    this.takeIn(time);
    if (this.flaw !== 'never too old')
      this.pool = this.pool.filter((answer) => answer.time >= time - this.options.age);
    const best = this.sorted()[0];
    if (best) this.use(best);
    const server = best?.server ?? this.up.draw();
    if (server < 0) return -1;
    this.remove();
    if (this.flaw !== 'sees its probes at once') this.probe(time);
    this.placed++;
    return server;
  }

  override serverChanged(server: number, time: number): void {
    this.changes.push({ due: time + this.terms.delay, server, up: this.terms.fleet.up[server]! });
  }

  override returned(server: number, time: number, latency: number, found: number): void {
    const late = this.flaw === 'reports of the balancer, not of the server' ? this.terms.delay : 0;
    this.finished.push({ server, time: time + late, latency, found });
  }

  private hear(now: number): void {
    for (const { due, server, up } of this.changes) {
      if (due > now) continue;
      this.known.up[server] = up;
      this.up.refresh(server);
      if (up === 0 && this.flaw !== 'keeps answers of who fails') this.dropAll(server);
    }
    this.changes = this.changes.filter(({ due }) => due > now);
  }

  private takeIn(now: number): void {
    for (const answer of this.underWay.filter(({ time }) => time <= now)) {
      this.recent = [...this.recent, answer.inFlight].slice(-this.options.window);
      if (this.known.up[answer.server] === 0) continue;
      if (this.flaw !== 'keeps two answers of a server') this.dropAll(answer.server);
      this.pool = [...this.pool, { ...answer, uses: this.drawUses() }].slice(-this.options.pool);
    }
    this.underWay = this.underWay.filter(({ time }) => time > now);
  }

  private drawUses(): number {
    const { probes, pool, remove, delta } = this.options;
    const gain = (1 - pool / this.up.ids.length) * probes - remove;
    const budget = gain > 0 ? Math.max(1, (1 + delta) / gain) : Number.POSITIVE_INFINITY;
    const chance = this.terms.uniform();
    if (this.flaw === 'one use') return 1;
    if (budget === Number.POSITIVE_INFINITY) return budget;
    if (this.flaw === 'always rounds up') return Math.ceil(budget);
    return Math.floor(budget) + (chance < budget - Math.floor(budget) ? 1 : 0);
  }

  /** The pool, the best first. */
  private sorted(): Answer[] {
    const ordered = [...this.recent].sort((a, b) => a - b);
    const limit =
      ordered[Math.max(0, Math.ceil(this.options.quantile * ordered.length) - 1)] ?? Number.POSITIVE_INFINITY;
    const isHot = ({ inFlight }: Answer): boolean => {
      if (this.flaw === 'never hot') return false;
      return this.flaw === 'hot from the limit on' ? inFlight >= limit : inFlight > limit;
    };
    const cold = this.pool.filter((answer) => !isHot(answer));
    const hot = this.pool.filter(isHot);
    cold.sort((a, b) => a.latency - b.latency || a.inFlight - b.inFlight);
    hot.sort((a, b) =>
      this.flaw === 'hot by latency'
        ? a.latency - b.latency || a.inFlight - b.inFlight
        : a.inFlight - b.inFlight || a.latency - b.latency,
    );
    return [...cold, ...hot];
  }

  private use(answer: Answer): void {
    if (this.flaw !== 'does not count what it places') answer.inFlight++;
    answer.uses--;
    if (answer.uses <= 0) this.pool = this.pool.filter((other) => other !== answer);
  }

  private remove(): void {
    if (this.flaw === 'removes nothing') return;
    for (let i = this.often(this.options.remove); i > 0; i--) {
      const worst = this.sorted().at(-1);
      const equals = this.pool.filter(
        ({ latency, inFlight }) => latency === worst?.latency && inFlight === worst?.inFlight,
      );
      let out =
        this.removed++ % 2 === 0 && this.flaw !== 'removes the oldest only' ? equals[0] : this.pool[0];
      if (this.flaw === 'removes the best') out = this.sorted()[0];
      this.pool = this.pool.filter((answer) => answer !== out);
    }
  }

  private probe(time: number): void {
    const { fleet, delay } = this.terms;
    const more = this.flaw === 'probes one more' ? 1 : 0;
    for (const server of this.up.drawDistinct(this.often(this.options.probes) + more)) {
      const answers = fleet.up[server] === 1;
      const price = answers || this.flaw === 'a probe of the dead costs two' ? 2 : 1;
      if (this.flaw !== 'probes free of charge') this.exchanged += price;
      const inFlight = fleet.tasks[server]!;
      const latency = this.estimate(server, inFlight, time);
      if (answers) this.underWay.push({ server, inFlight, latency, time: time + delay, uses: 0 });
    }
  }

  private often(rate: number): number {
    return Math.floor((this.placed + 1) * rate) - Math.floor(this.placed * rate);
  }

  private estimate(server: number, tasks: number, now: number): number {
    const { history, recent } = this.options;
    const classOf = (found: number) => (found < 8 ? found : Math.min(15, 5 + Math.floor(Math.log2(found))));
    const own = this.finished.filter((task) => task.server === server && task.time <= now);
    const distances = Array.from({ length: 16 }, (_, distance) => distance);
    for (const found of distances.flatMap((distance) => [
      classOf(tasks) - distance,
      classOf(tasks) + distance,
    ])) {
      const alike = own.filter(
        (task) => classOf(task.found) === found || this.flaw === 'latency of any queue',
      );
      if (alike.length === 0) continue;
      if (alike.at(-1)!.time < now - recent && this.flaw !== 'forgets nothing') continue;
      const latencies = alike.slice(-history).map(({ latency }) => latency);
      if (this.flaw === 'latest latency') return latencies.at(-1)!;
      latencies.sort((a, b) => a - b);
      return (
        (latencies[Math.floor((latencies.length - 1) / 2)]! + latencies[Math.floor(latencies.length / 2)]!) /
        2
      );
    }
    return 0;
  }

  private dropAll(server: number): void {
    this.pool = this.pool.filter((answer) => answer.server !== server);
  }
}

const naive =
  (options: PrequalOptions, flaw?: Flaw): Create =>
  (terms) => {
    const probes = Math.min(options.probes, terms.probes ?? options.probes);
    return new Naive({ ...options, probes }, terms, flaw);
  };

/** Small enough for every rule to act in a story. */
const small: PrequalOptions = {
  probes: 1.75,
  pool: 4,
  age: 5,
  remove: 0.6,
  delta: 0.5,
  quantile: 0.6,
  window: 8,
  history: 3,
  recent: 6,
};

it('places as its naive twin does', () => {
  expectTwins((terms) => prequal(small, terms), naive(small), 1);
  expectTwins((terms) => prequal({ probes: 3 }, terms), naive(prequalDefaults), 2);
});

it.each(flaws)('is told from one with the flaw: %s', (flaw) => {
  expect(tellsApart((terms) => prequal(small, terms), naive(small, flaw), 3)).toBe(true);
});

describe('the reuse budget', () => {
  it("is the paper's 1.32 with its 100 servers", () => {
    expect(reuseBudget(prequalDefaults, 100)).toBeCloseTo(2 / 1.52, 12);
  });

  it('is at least 1, and without limit where the pool would not fill', () => {
    expect(reuseBudget({ ...prequalDefaults, probes: 20 }, 100)).toBe(1);
    expect(reuseBudget(prequalDefaults, 24)).toBe(Number.POSITIVE_INFINITY);
    expect(reuseBudget(prequalDefaults, 16)).toBe(Number.POSITIVE_INFINITY);
    expect(reuseBudget(prequalDefaults, 1)).toBe(Number.POSITIVE_INFINITY);
  });
});

it('asks as many as a decision may, unless it has a number of its own that is lower', () => {
  const probed = (own: object, limit: object) => {
    const fleet: FleetView = fleetOf({ rates: new Array(30).fill(1) });
    const balancer = prequal(own, { fleet, delay: 0, uniform: () => 0.5, ...limit });
    balancer.place(0, 1);
    return balancer.messages / 2;
  };
  expect(probed({}, {})).toBe(3);
  expect(probed({}, { probes: 5 })).toBe(5);
  expect(probed({ probes: 4 }, {})).toBe(4);
  expect(probed({ probes: 4 }, { probes: 2 })).toBe(2);
});
