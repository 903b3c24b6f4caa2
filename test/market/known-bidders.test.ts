import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BidShading } from '../../src/market/bids.js';
import { KnownBidders } from '../../src/market/known-bidders.js';

const SERVERS = 4;

/** What may change of a server. */
interface Row {
  up: number;
  load: number;
  sensitivity: number;
  slope: number;
  intercept: number;
}

interface Step {
  after: number;
  server: number;
  row: Row;
  looks: boolean;
}

const value = fc.constantFrom(0, 0.5, 1, 2, 7);
const step: fc.Arbitrary<Step> = fc.record({
  after: fc.constantFrom(0, 0, 0.5, 1),
  server: fc.nat({ max: SERVERS - 1 }),
  row: fc.record({
    up: fc.constantFrom(0, 1),
    load: value,
    sensitivity: value,
    slope: value,
    intercept: value,
  }),
  looks: fc.boolean(),
});
const delays = fc.constantFrom(0.5, 1, 3, 40);
const histories = fc.array(step, { maxLength: 300, size: 'max' });

/** The fleet, whose rows a test writes. */
class Fleet implements BidShading {
  readonly count = SERVERS;
  readonly shading = 0.5;
  readonly capacity = new Float64Array(SERVERS).fill(10);
  readonly riskAversion = new Float64Array(SERVERS);
  readonly targetLoadRatio = new Float64Array(SERVERS);
  readonly load = new Float64Array(SERVERS);
  readonly sensitivity = new Float64Array(SERVERS).fill(1);
  readonly up = new Uint8Array(SERVERS).fill(1);
  readonly lines = Array.from({ length: SERVERS }, () => ({ slope: 1, intercept: 0 }));

  shade(): number {
    return 0;
  }

  slope(server: number): number {
    return this.lines[server]!.slope;
  }

  intercept(server: number): number {
    return this.lines[server]!.intercept;
  }

  write(server: number, { up, load, sensitivity, ...line }: Row): void {
    this.up[server] = up;
    this.load[server] = load;
    this.sensitivity[server] = sensitivity;
    this.lines[server] = line;
  }

  row(server: number): Row {
    const { load, sensitivity, up } = this;
    return {
      up: up[server]!,
      load: load[server]!,
      sensitivity: sensitivity[server]!,
      ...this.lines[server]!,
    };
  }
}

const rowsOf = (fleet: Fleet) => Array.from({ length: SERVERS }, (_, server) => fleet.row(server));

/** What is known at each look, by the columns and by a list of everything that ever was; `isDue` judges what is old enough. */
function accounts(
  delay: number,
  steps: readonly Step[],
  isDue: (due: number, now: number) => boolean = (due, now) => due <= now,
): [unknown[], unknown[]] {
  const fleet = new Fleet();
  const known = new KnownBidders(fleet, delay, fleet);
  const shading = known.shading!;
  const [seen, expected]: [unknown[], unknown[]] = [[], []];
  const history = [{ time: Number.NEGATIVE_INFINITY, rows: rowsOf(fleet) }];
  const changed = new Set<number>();
  let before = history[0]!.rows;
  let now = 0;
  for (const { after, looks, row, server } of steps) {
    now += after;
    fleet.write(server, row);
    known.noteChange(server, now);
    history.push({ time: now, rows: rowsOf(fleet) });
    if (!looks) continue;
    changed.clear();
    known.advance(now, (id) => changed.add(id));
    const { up, load, sensitivity, asked, answering } = known;
    const rows = Array.from({ length: SERVERS }, (_, id) => ({
      up: up[id]!,
      load: load[id]!,
      sensitivity: sensitivity[id]!,
      slope: shading.slope(id),
      intercept: shading.intercept(id),
    }));
    const then = history.filter(({ time }) => isDue(time + delay, now)).at(-1)!.rows;
    const toldOf = then.flatMap((each, id) =>
      JSON.stringify(each) === JSON.stringify(before[id]) || changed.has(id) ? [] : [id],
    );
    before = then;
    const asking = then.filter((each) => each.up === 1).length;
    const both = then.filter((each, id) => each.up === 1 && fleet.up[id] === 1).length;
    seen.push({ rows, asked, answering, missed: toldOf });
    expected.push({ rows: then, asked: asking, answering: both, missed: [] });
  }
  return [seen, expected];
}

it('knows every server as it was the delay ago, who is asked and who answers, and tells of each change', () => {
  const property = fc.property(delays, histories, (delay, steps) => {
    const [seen, expected] = accounts(delay, steps);
    expect(seen).toEqual(expected);
  });
  fc.assert(property, { seed: 1, numRuns: 200 });
});

it('is told from one that is late where the delay has just passed', () => {
  const samples = fc.sample(fc.tuple(delays, histories), { seed: 2, numRuns: 50 });
  const differ = samples.some(([delay, steps]) => {
    const [seen, expected] = accounts(delay, steps, (due, now) => due < now);
    return JSON.stringify(seen) !== JSON.stringify(expected);
  });
  expect(differ).toBe(true);
});

it('moves bids towards the price that was predicted then', () => {
  const fleet = new Fleet();
  const { shading } = new KnownBidders(fleet, 1, fleet);
  fleet.lines[0] = { slope: 100, intercept: 100 };
  // The price is 1 · 6 + 0, in units before the factor of 2 it is 3: half-way from 5.
  expect(shading!.shade(0, 6, 5, 2)).toBe(4);
});
