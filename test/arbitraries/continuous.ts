import fc from 'fast-check';
import { disciplines } from '../../src/queueing/disciplines.js';
import type { Distribution } from '../../src/random/distribution.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const repair = fc.constantFrom<Distribution>({ exponential: 2 }, { constant: 2 }, { lognormal: [3, 1] });

/** Work that begins anew after each failure is only sure to end where a server may work for any length of time. */
const failures = fc.option(
  fc.oneof(
    fc.record({
      after: fc.constantFrom<Distribution>({ uniform: [0.5, 9] }, { constant: 4 }),
      repair,
      work: fc.constantFrom('resumed' as const, 'lost' as const),
    }),
    fc.record({
      after: fc.constant<Distribution>({ exponential: 6 }),
      repair,
      work: fc.constantFrom('resumed' as const, 'restarted' as const, 'reassigned' as const, 'lost' as const),
    }),
  ),
);

type Arrivals = NonNullable<ScenarioInput['arrivals']>;

const arrivals: fc.Arbitrary<Arrivals> = fc.oneof(
  fc.record({ process: fc.constant('poisson' as const), rate: between(0.2, 6) }),
  fc.record({ process: fc.constant('constant' as const), rate: fc.constantFrom(0.5, 1, 2, 4) }),
  fc.constant<Arrivals>({ process: 'sinusoidal', base: 2, amplitude: 3, period: 8 }),
  fc.constant<Arrivals>({ process: 'bursty', calm: 0.5, burst: 8, enter: 0.3, leave: 0.5 }),
  fc.constant<Arrivals>({ process: 'steps', rates: [0, 6, 1], length: 4 }),
);

interface End {
  tasks?: number;
  until?: number;
  drain?: boolean;
}

const ends: fc.Arbitrary<End> = fc.oneof(
  fc.record({ tasks: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ tasks: fc.integer({ min: 1, max: 60 }), drain: fc.constant(false) }),
  fc.record({ until: fc.oneof(fc.constantFrom(1e-3, 4, 12), between(0.1, 25)), drain: fc.boolean() }),
  fc.record({ tasks: fc.integer({ min: 1, max: 60 }), until: between(1, 25), drain: fc.boolean() }),
);

const disciplineNames = Object.keys(disciplines) as (keyof typeof disciplines)[];

/** Who places the tasks; the auction as often as all others together. */
const anyBalancer = fc.oneof(
  fc.constant('auction' as const),
  fc.constantFrom<NonNullable<ScenarioInput['balancer']>>(
    'random',
    'round-robin',
    'weighted-random',
    'weighted-round-robin',
    'least-loaded',
    { 'least-loaded': { by: 'count' } },
    'power-of-d',
    'join-idle-queue',
    'peak-ewma',
    'prequal',
  ),
);

/**
 * Scenarios in continuous time of up to about 150 tasks: every arrival process, discipline, balancer and fate of work,
 * coalitions, retries behind a binding reserve, every learner, ends by number, by time and both, and constant times, so that
 * events coincide.
 */
export const continuousArbitrary: fc.Arbitrary<ScenarioInput> = fc
  .record({
    seed: fc.nat({ max: 2 ** 31 }),
    end: ends,
    warmup: fc.constantFrom(0, 0, 1, 7),
    servers: fc.record({
      count: fc.integer({ min: 1, max: 6 }),
      discipline: fc.constantFrom(...disciplineNames),
      slots: fc.constantFrom(1, 1, 2, 5),
      processingRate: fc.constantFrom<Distribution>({ constant: 10 }, { uniform: [5, 30] }),
      capacity: fc.constantFrom<Distribution>({ constant: 20 }, { uniform: [10, 60] }),
      coalitions: fc.constantFrom(1, 2),
      failures,
    }),
    arrivals,
    load: fc.constantFrom<Distribution>({ constant: 10 }, { uniform: [5, 20] }, { exponential: 8 }),
    complexity: fc.constantFrom<Distribution>({ constant: 1 }, { uniform: [0.5, 1.5] }),
    balancer: anyBalancer,
    delay: fc.constantFrom(0, 0, 0.5, 3),
    auction: fc.record({
      reserve: fc.record({
        initial: fc.constantFrom(25, 12),
        binding: fc.boolean(),
        update: fc.constantFrom('round', 'auction'),
        interval: fc.constantFrom(1, 0.3, 5),
      }),
      unsold: fc.constantFrom('drop', 'retry'),
      retries: fc.nat({ max: 4 }),
      retryAfter: fc.constantFrom(1, 0.25, 3),
    }),
    coalition: fc.record({
      overload: fc.constantFrom(0, 0.3, 0.6),
      partner: fc.constantFrom(0.5, 2),
      partners: fc.nat({ max: 3 }),
      choice: fc.constantFrom('least-loaded', 'marginal-value'),
      split: fc.constantFrom('equal', 'proportional', 'shapley'),
    }),
    learning: fc.record({
      mode: fc.constantFrom('none', 'continuous', 'bandit', 'q-learning', 'random'),
      interval: fc.constantFrom(1, 0.4),
    }),
    predictor: fc.constantFrom(
      { kind: 'none' as const },
      { kind: 'none' as const },
      { kind: 'linear' as const, shading: 0.3 },
    ),
  })
  .map(({ end, warmup, load, complexity, delay, predictor, servers, ...drawn }): ScenarioInput => {
    const { failures, ...fleet } = servers;
    return {
      ...drawn,
      time: {
        mode: 'continuous',
        ...end,
        warmup: Math.min(warmup, (end.tasks ?? Number.POSITIVE_INFINITY) - 1),
      },
      servers: { ...fleet, ...(failures && { failures }) },
      tasks: { load, complexity },
      information: { delay },
      bidding: { predictor },
    };
  });
