import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Simulation } from '../../src/simulation/simulation.js';
import { auctionStatuses } from '../../src/systems/records.js';
import { marketArbitrary } from '../arbitraries/market.js';
import {
  type ContinuousInput,
  type ContinuousOutcome,
  type ContinuousRules,
  runContinuous,
} from './continuous-market.js';
import { loadedMarket } from './engine-market.js';
import { firstDifference } from './first-difference.js';

type Compared = Omit<ContinuousOutcome, 'completions'> & {
  completed: number;
  waiting: number | null;
  sojourn: number | null;
};

/** What the engine makes of `input`. */
function engine(input: ContinuousInput): Compared {
  const auctions: ContinuousOutcome['auctions'] = [];
  const simulation = new Simulation(loadedMarket({ ...input, scenario: input.scenario as never }), {
    observers: [
      {
        auction: ({ status, partners, partnerCount, ...record }) => {
          auctions.push({
            ...record,
            status: auctionStatuses[status]!,
            partners: [...partners.subarray(0, partnerCount)],
          });
        },
      },
    ],
  });
  simulation.run();
  const { tasks, auctions: counts, slaViolations, reserve, time, ...summary } = simulation.summary();
  const { load, sensitivity, revenue, cost } = simulation.servers;
  return {
    auctions,
    completed: tasks.completed,
    waiting: summary.waiting.mean,
    sojourn: summary.sojourn.mean,
    violations: [slaViolations.gold ?? 0, slaViolations.silver ?? 0, slaViolations.bronze ?? 0],
    lost: tasks.lost,
    reassigned: counts.reassigned,
    unfinished: tasks.unfinished,
    reserve: reserve!,
    time,
    servers: input.servers.map((_, id) => ({
      load: load[id]!,
      sensitivity: sensitivity[id]!,
      revenue: revenue[id]!,
      cost: cost[id]!,
    })),
  };
}

/** What the reference makes of it. */
function reference(input: ContinuousInput, rules: Partial<ContinuousRules>): Compared {
  const { completions, ...outcome } = runContinuous(input, rules);
  const mean = (name: 'waiting' | 'sojourn') =>
    completions.length === 0
      ? null
      : completions.reduce((sum, each) => sum + each[name], 0) / completions.length;
  return { ...outcome, completed: completions.length, waiting: mean('waiting'), sojourn: mean('sojourn') };
}

/** Where engine and reference first differ: to the last bit, but for means, which are summed up in other orders. */
function disagreement(input: ContinuousInput, rules: Partial<ContinuousRules> = {}): string | undefined {
  const means = ({ waiting, sojourn }: Compared) => ({ waiting, sojourn });
  const exact = ({ waiting: _, sojourn: __, ...rest }: Compared) => rest;
  const [actual, expected] = [engine(input), reference(input, rules)];
  return (
    firstDifference(exact(actual), exact(expected)) ?? firstDifference(means(actual), means(expected), 1e-9)
  );
}

const half = fc.integer({ min: 1, max: 12 }).map((n) => n / 2);

/** The markets of the rounds reference on the other clock, with times of which many coincide. */
const markets = fc
  .record({
    market: marketArbitrary(['equal', 'proportional']),
    wholeTimes: fc.boolean(),
    until: fc.option(half),
    drain: fc.boolean(),
    failures: fc.option(
      fc.record({
        after: half,
        repair: half,
        work: fc.constantFrom('resumed', 'restarted', 'reassigned', 'lost'),
      }),
    ),
    reserveInterval: half,
    learningInterval: half,
    retryAfter: fc.constantFrom(0.5, 1, 0.3),
    delay: fc.constantFrom(0, 0, 0.5, 0.3, 2),
  })
  .map(({ market, failures, until, drain, wholeTimes, ...drawn }): ContinuousInput => {
    const { scenario } = market;
    // Work that begins anew after constant times may never be done: runs with failures end at a time.
    const end = failures
      ? { until: until ?? 5, drain: false }
      : until === null
        ? { tasks: 1e6, drain }
        : { until, drain };
    return {
      scenario: {
        ...scenario,
        time: { mode: 'continuous', warmup: 0, ...end },
        servers: { ...scenario.servers, ...(failures && { failures }) },
        bidding: { ...scenario.bidding, predictor: { kind: 'none' } },
        information: { delay: drawn.delay },
        // By default there are a thousand while tasks arrive, which may be for a moment only.
        metrics: { ...scenario.metrics, interval: 1e6 },
        auction: {
          ...scenario.auction,
          retryAfter: drawn.retryAfter,
          reserve: { ...scenario.auction.reserve, interval: drawn.reserveInterval },
        },
        learning: {
          ...scenario.learning,
          mode: scenario.learning.mode === 'none' ? 'none' : 'continuous',
          interval: drawn.learningInterval,
        },
      },
      servers: market.servers.map((server) => ({
        ...server,
        processingRate: Math.max(5, server.processingRate),
      })),
      tasks: market.tasks.map((task) => ({
        ...task,
        load: Math.min(task.load, 30),
        time: wholeTimes ? Math.floor(task.time) : task.time,
      })),
    };
  });

test('engine and reference agree on every auction, on every server at the end and on what became of the tasks', () => {
  const property = fc.property(markets, (input) => {
    expect(disagreement(input)).toBeUndefined();
  });
  fc.assert(property, { seed: 20264, numRuns: 200, endOnFailure: true });
});

describe('the comparison bites', () => {
  const order = (...kinds: ContinuousRules['kinds'][number][]): Partial<ContinuousRules> => ({ kinds });
  const mutants: Record<string, Partial<ContinuousRules>> = {
    'tasks arrive before others depart': order(
      ...([
        'repair',
        'failure',
        'learning',
        'reserve',
        'last',
        'retry',
        'arrival',
        'departure',
        'end',
      ] as const),
    ),
    'servers fail before tasks depart': order(
      ...([
        'repair',
        'failure',
        'departure',
        'learning',
        'reserve',
        'last',
        'retry',
        'arrival',
        'end',
      ] as const),
    ),
    'servers learn after arrivals': order(
      ...([
        'departure',
        'repair',
        'failure',
        'reserve',
        'last',
        'retry',
        'arrival',
        'learning',
        'end',
      ] as const),
    ),
    'the reserve follows after arrivals': order(
      ...([
        'departure',
        'repair',
        'failure',
        'learning',
        'last',
        'retry',
        'arrival',
        'reserve',
        'end',
      ] as const),
    ),
    'a task that was given back waits anew': { waitsAnew: true },
    'retries come after arrivals': order(
      ...([
        'departure',
        'repair',
        'failure',
        'learning',
        'reserve',
        'last',
        'arrival',
        'retry',
        'end',
      ] as const),
    ),
    'a task at the very end does not arrive': order(
      ...([
        'departure',
        'repair',
        'failure',
        'learning',
        'reserve',
        'end',
        'last',
        'retry',
        'arrival',
      ] as const),
    ),
    'complexity does not act': { work: (load) => load },
    'servers under repair bid': { downServersBid: true },
    'work done is taken for work left': { leftWhenResumed: (due, now) => due - now },
    'resumed work begins anew': { restartsAll: true },
    'parts at other servers go on': { keepsOtherParts: true },
    'a task that was given back bids with new noise': { newTryOfNoise: true },
    'retries come after a unit of time': { waitsFor: () => 1 },
    'times are whatever doubles make of them': { rounded: (time) => time },
    'servers learn at arrivals too': { learnsAtArrivals: true },
    'load falls when service begins': { loadFallsWhenServed: true },
    'nothing is old': { hasHeard: () => true },
    'news take the delay and a bit': { hasHeard: (due, now) => due < now },
    'who is up is known at once': { knowsWhoIsUp: true },
  };

  test.each(Object.entries(mutants))('where %s', (_, rules) => {
    const property = fc.property(markets, (input) => {
      expect(disagreement(input, rules)).toBeUndefined();
    });
    const { failed } = fc.check(property, { seed: 20265, numRuns: 3000, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
