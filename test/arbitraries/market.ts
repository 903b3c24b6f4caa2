import fc from 'fast-check';
import type { RoundsClock } from '../../src/scenario/clock.js';
import { type ScenarioInput, scenarioSchema } from '../../src/scenario/schema.js';
import type { MarketInput, MarketServer, MarketTask } from '../reference/rounds-market.js';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Few values, so that ties, clamps and thresholds met exactly are common, and any value between two. */
const often = (values: readonly number[], min: number, max: number) =>
  fc.oneof(fc.constantFrom(...values), between(min, max));

const server: fc.Arbitrary<MarketServer> = fc.record({
  capacity: often([50, 50, 100, 1e-3, 1e6], 50, 100),
  sensitivity: often([0, 0.05, 1, 1, 1e4], 0.5, 2),
  riskAversion: often([0, 0, 0.5, 10], 0, 0.5),
  targetLoadRatio: often([0.5, 0.5, 0, 2], 0, 1),
  processingRate: often([5, 5, 0, 50], 1, 20),
  coalition: fc.nat({ max: 1 }),
});

const task: fc.Arbitrary<MarketTask> = fc.record({
  time: often([0, 1, 2, 2, 3], 0, 11.999),
  load: often([10, 10, 30, 1e-6, 400], 5, 20),
  sla: fc.nat({ max: 2 }),
  complexity: often([1, 2, 0.25], 1, 3),
  latency: often([0, 1, 2, 5], 1, 10),
});

const bidding: fc.Arbitrary<NonNullable<ScenarioInput['bidding']>> = fc.record({
  noise: fc.constantFrom(0, 0, 0.1, 5),
  maximum: fc.constantFrom(1000, 1000, 12, 1e12),
  capacityScale: fc.constantFrom(200, 200, 3, 1e9),
  predictor: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'none' as const }) },
    fc.record({
      kind: fc.constant('linear' as const),
      rate: fc.constantFrom(0, 0.01, 1e-4),
      shading: fc.constantFrom(0, 0.3, 1),
    }),
  ),
});

type Lies = NonNullable<NonNullable<ScenarioInput['bidding']>['lies']>;

/** At most one a server about all tasks, and one about a task. */
const lies: fc.Arbitrary<Lies> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Lies>([]) },
  fc.uniqueArray(
    fc
      .record({
        server: fc.nat({ max: 7 }),
        task: fc.option(fc.nat({ max: 20 }), { nil: undefined, freq: 2 }),
        what: fc.constantFrom('says', 'times'),
        value: often([0, 1, 1.5, 12.5, 1e4], 0, 30),
      })
      .map(({ server, task, what, value }): Lies[number] => ({
        server,
        ...(task !== undefined && { task }),
        [what]: value,
      })),
    { maxLength: 8, selector: ({ server, task }) => `${server} ${task}` },
  ),
);

/** Auctions of a user's own: ties to the highest id, nobody above a price, and one that is paid by its loser. */
const mechanism: fc.Arbitrary<MarketInput['mechanism']> = fc.constantFrom<MarketInput['mechanism'][]>(
  ...[undefined, undefined, undefined],
  { sell: (bids) => ({ winner: bids.lastIndexOf(Math.min(...bids)), payment: Math.max(...bids) }) },
  {
    sell: (bids) => {
      const winner = bids.findIndex((bid) => bid <= 15);
      return { winner, payment: winner < 0 ? 0 : 15 };
    },
  },
  { sell: (bids) => ({ winner: bids.indexOf(Math.max(...bids)), payment: -bids[0]! }) },
);

const auction: fc.Arbitrary<NonNullable<ScenarioInput['auction']>> = fc.record({
  payment: fc.constantFrom('second-price', 'second-price', 'first-price', 'none'),
  cost: fc.constantFrom('bid', 'load'),
  reserve: fc.record({
    initial: fc.constantFrom(25, 25, 0, 12.5, 1000),
    factor: fc.constantFrom(1.5, 1, 0.9),
    binding: fc.boolean(),
    update: fc.constantFrom('round', 'auction'),
  }),
  unsold: fc.constantFrom('drop', 'retry'),
  retries: fc.nat({ max: 3 }),
});

const coalition = fc.record({
  overload: often([0.6, 0.6, 0, 0.1], 0, 1),
  partner: often([0.5, 0.5, 0, 10], 0, 1),
  partners: fc.nat({ max: 4 }),
  choice: fc.constantFrom('least-loaded', 'marginal-value'),
});

const learning: fc.Arbitrary<NonNullable<ScenarioInput['learning']>> = fc.record({
  mode: fc.constantFrom('bandit', 'q-learning', 'continuous', 'random', 'none'),
  rate: fc.constantFrom(0.1, 0.1, 0, 1),
  policy: fc.constantFrom('epsilon-greedy', 'ucb1', 'thompson'),
  epsilon: fc.constantFrom(0.1, 0.5, 0, 1),
  alpha: fc.constantFrom(0.1, 1, 0),
  gamma: fc.constantFrom(0.9, 0, 1),
  states: fc.constantFrom(21, 1, 4),
});

/**
 * Markets of 1 to 8 listed servers and up to 40 tasks in up to 12 rounds, with equal servers, tied bids, clamped
 * bids, thresholds met exactly, idle and infinitely slow servers. `split` leaves out what is not wanted.
 */
export function marketArbitrary(splits: readonly ('equal' | 'proportional' | 'shapley')[]) {
  return fc
    .record({
      seed: fc.nat({ max: 2 ** 31 }),
      rounds: fc.integer({ min: 1, max: 12 }),
      drain: fc.boolean(),
      servers: fc.oneof(
        { weight: 3, arbitrary: fc.array(server, { minLength: 1, maxLength: 8 }) },
        fc
          .tuple(server, fc.integer({ min: 2, max: 8 }))
          .map(([one, n]) => new Array(n).fill(one) as MarketServer[]),
      ),
      tasks: fc.array(task, { maxLength: 40, size: 'max' }),
      complexityActs: fc.boolean(),
      delay: fc.constantFrom(0, 0, 0, 0.5, 1, 2, 3.5),
      sensitivityFloor: fc.constantFrom(0.1, 0.1, 0, 1),
      bidding,
      lies,
      mechanism,
      auction,
      coalition,
      split: fc.constantFrom(...splits),
      learning,
    })
    .map((drawn): MarketInput => {
      const scenario = scenarioSchema.parse({
        seed: drawn.seed,
        time: { rounds: drawn.rounds, drain: drawn.drain },
        servers: { count: drawn.servers.length, coalitions: 2, sensitivityFloor: drawn.sensitivityFloor },
        arrivals: { process: 'trace', file: 'arbitrary.csv' },
        tasks: { complexityActs: drawn.complexityActs },
        information: { delay: drawn.delay },
        bidding: { ...drawn.bidding, lies: drawn.lies.filter(({ server }) => server < drawn.servers.length) },
        auction: drawn.mechanism
          ? { ...drawn.auction, reserve: { ...drawn.auction.reserve, binding: false } }
          : drawn.auction,
        coalition: { ...drawn.coalition, split: drawn.split },
        learning: drawn.learning,
        metrics: { servers: 'all', bids: true },
      });
      return {
        scenario: {
          ...scenario,
          time: { ...scenario.time, mode: 'rounds', rounds: drawn.rounds } as RoundsClock,
        },
        servers: drawn.servers,
        ...(drawn.mechanism && { mechanism: drawn.mechanism }),
        tasks: [...drawn.tasks].sort((a, b) => a.time - b.time),
      };
    });
}
