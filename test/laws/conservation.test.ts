import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { marketArbitrary } from '../arbitraries/market.js';
import { loadedMarket, runEngine } from '../reference/engine-market.js';
import type { MarketInput } from '../reference/rounds-market.js';
import { oneServer } from '../world/task-pool.js';
import { markets, summaryOf } from './run.js';

const anyMarket = marketArbitrary(['equal', 'proportional', 'shapley']);

/** `input` with parts of its scenario replaced. */
function altered(
  input: MarketInput,
  change: (scenario: MarketInput['scenario']) => Partial<MarketInput['scenario']>,
): MarketInput {
  return { ...input, scenario: { ...input.scenario, ...change(input.scenario) } };
}

/** `input` where the lowest bid wins: a mechanism of one's own may leave tasks unsold, and pay what it likes. */
function lowestBidWins({ mechanism: _, ...input }: MarketInput): MarketInput {
  return input;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function expectClose(value: number, expected: number): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

describe('no task is lost', () => {
  test('every task that arrived is completed, rejected or unfinished, and was auctioned once and once a retry', () => {
    const property = fc.property(anyMarket, (input) => {
      const { outcome, summary } = runEngine(input);
      const { arrived, completed, unfinished, rejected, lost } = summary.tasks;
      expect(completed + unfinished + rejected + lost).toBe(arrived);
      // The retries of tasks that wait at the end lie beyond it.
      const last = new Map(outcome.auctions.map(({ task, status }) => [task, status]));
      const waiting = [...last.values()].filter((status) => status === 'retried').length;
      expect(summary.auctions.total).toBe(arrived + summary.auctions.retried - waiting);
    });
    fc.assert(property, { seed: 1, numRuns: 150 });
  });

  test('a drained run has no unfinished task, and no load but for rounding', () => {
    const property = fc.property(anyMarket, (input) => {
      const drained = altered(input, ({ time }) => ({ time: { ...time, drain: true } }));
      const { outcome, summary } = runEngine(drained);
      fc.pre(outcome.stop === 'drained');
      expect(summary.tasks.unfinished).toBe(0);
      expect(outcome.rounds.at(-1)!.load).toBeLessThan(1e-9);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  const tenths = (max: number) => fc.integer({ min: 1, max }).map((n) => n / 10);

  // Where complexity acts the load, a running difference, can round to 0 while a sliver of the last task is left.
  test.each([false, true])(
    'a server that works finishes all its tasks, with loads of tenths, where complexity acts: %s',
    (complexityActs) => {
      const property = fc.property(
        fc.array(tenths(40), { minLength: 1, maxLength: 8 }),
        tenths(11),
        fc.constantFrom(1, 2, 3),
        (loads, processingRate, complexity) => {
          const scenario = scenarioSchema.parse({
            time: { rounds: 1, drain: true },
            servers: { count: 1 },
            arrivals: { process: 'trace', file: 'arbitrary.csv' },
            tasks: { complexityActs },
          });
          const { summary } = runEngine({
            scenario: { ...scenario, time: { mode: 'rounds', rounds: 1, drain: true } },
            servers: [{ ...oneServer, capacity: 100, processingRate }],
            tasks: loads.map((load) => ({ time: 0, load, sla: 0, complexity, latency: 1 })),
          });
          expect([summary.stop, summary.tasks.unfinished]).toEqual(['drained', 0]);
        },
      );
      fc.assert(property, { seed: 3, numRuns: 200 });
    },
  );
});

describe('no load is lost', () => {
  test('what was assigned is what was worked off and what is left', () => {
    const property = fc.property(anyMarket, (input) => {
      const plain = altered(input, ({ tasks }) => ({ tasks: { ...tasks, complexityActs: false } }));
      const { outcome } = runEngine(plain);
      const rate = sum(input.servers.map(({ processingRate }) => processingRate));
      const assigned = sum(outcome.auctions.filter(({ winner }) => winner >= 0).map(({ load }) => load));
      // Of a fleet that can do no work there is no utilisation.
      const workedOff = rate === 0 ? 0 : sum(outcome.rounds.map(({ utilisation }) => utilisation * rate));
      expectClose(workedOff + outcome.rounds.at(-1)!.load, assigned);
    });
    fc.assert(property, { seed: 4, numRuns: 300 });
  });

  test('a server never works more than its rate, and none has a load below 0', () => {
    const property = fc.property(anyMarket, (input) => {
      const idle = input.servers.every(({ processingRate }) => processingRate === 0);
      for (const { utilisation, servers } of runEngine(input).outcome.rounds) {
        if (idle) expect(utilisation).toBeNaN();
        else {
          expect(utilisation).toBeGreaterThanOrEqual(0);
          expect(utilisation).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(servers.every(({ load }) => load >= 0)).toBe(true);
      }
    });
    fc.assert(property, { seed: 5, numRuns: 300 });
  });
});

describe("Little's law", () => {
  test('holds as an identity on drained runs: tasks just before each round end sum to the sojourns', () => {
    const property = fc.property(anyMarket, (input) => {
      const open = altered(lowestBidWins(input), ({ time, auction }) => ({
        time: { ...time, drain: true },
        auction: { ...auction, reserve: { ...auction.reserve, binding: false } },
      }));
      const { outcome, summary } = runEngine(open);
      fc.pre(outcome.stop === 'drained' && summary.tasks.completed > 0);
      const present = sum(outcome.rounds.map(({ unfinished, completed }) => unfinished + completed));
      expectClose(summary.sojourn.mean! * summary.tasks.completed, present);
    });
    fc.assert(property, { seed: 6, numRuns: 300 });
  });

  test('holds in a drawn market too', async () => {
    let present = 0;
    const { sojourn, tasks, stop } = await summaryOf(
      { ...markets.paper, time: { rounds: 100, drain: true }, servers: { processingRate: 15 } },
      [
        {
          round: ({ unfinished, completed }) => {
            present += unfinished + completed;
          },
        },
      ],
    );
    expect(stop).toBe('drained');
    expectClose(sojourn.mean! * tasks.completed, present);
  });
});

describe('no money is lost', () => {
  test('what servers receive is what auctions pay, and utilities are revenues less costs', () => {
    const property = fc.property(anyMarket, (input) => {
      const { outcome, summary } = runEngine(input);
      const servers = outcome.rounds.at(-1)!.servers;
      const paid = sum(outcome.auctions.map(({ payment }) => payment));
      expectClose(sum(servers.map(({ revenue }) => revenue)), paid);
      expectClose(summary.money.payments, paid);
      const utilities = sum(servers.map(({ revenue, cost }) => revenue - cost));
      expect(Math.abs(summary.money.utilities - utilities)).toBeLessThanOrEqual(1e-9 * Math.max(1, paid));
    });
    fc.assert(property, { seed: 7, numRuns: 300 });
  });

  test('an honest server never loses by winning alone: without noise, shading, partners or old information utilities only grow', () => {
    const property = fc.property(anyMarket, (input) => {
      const honest = altered(lowestBidWins(input), ({ bidding, auction, coalition }) => ({
        bidding: { ...bidding, noise: 0, predictor: { kind: 'none' }, lies: [] },
        auction: { ...auction, payment: 'second-price', cost: 'bid' },
        coalition: { ...coalition, partners: 0 },
        information: { delay: 0 },
      }));
      const utilities = new Array<number>(input.servers.length).fill(0);
      for (const { servers } of runEngine(honest).outcome.rounds) {
        for (const [id, { revenue, cost }] of servers.entries()) {
          expect(revenue - cost).toBeGreaterThanOrEqual(utilities[id]! - 1e-9 * Math.max(1, revenue));
          utilities[id] = revenue - cost;
        }
      }
    });
    fc.assert(property, { seed: 8, numRuns: 300 });
  });
});

test('a market of no tasks runs to its end and reports nothing', () => {
  const property = fc.property(anyMarket, (input) => {
    const loaded = loadedMarket({ ...input, tasks: [] });
    expect(loaded.trace!.length).toBe(0);
    const { summary } = runEngine({ ...input, tasks: [] });
    expect(summary.tasks.arrived).toBe(0);
    expect(new Set(Object.values(summary.waiting))).toEqual(new Set([null]));
  });
  fc.assert(property, { seed: 9, numRuns: 30 });
});
