import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/input/input-error.js';
import { marketArbitrary } from '../arbitraries/market.js';
import { runEngine } from './engine-market.js';
import { firstDifference } from './first-difference.js';
import { type MarketInput, type MarketRules, runMarket, textRules } from './rounds-market.js';

const neural = fc.record({
  shared: fc.boolean(),
  reward: fc.constantFrom('error-reduction' as const, 'profit' as const),
  hidden: fc.constantFrom<number[]>([5], [5], [], [3, 6], [2, 50]),
  rate: fc.constantFrom(0.01, 0.01, 0, 0.5),
  gamma: fc.constantFrom(0.9, 0.9, 0, 1),
  batch: fc.constantFrom(1, 3, 3, 49),
  stepsPerRound: fc.constantFrom(32, 32, 0, 2),
  epsilon: fc.constantFrom(0.1, 0.5, 0, 1),
  epsilonDecay: fc.constantFrom(0.9, 0.9, 1, 0),
  leastEpsilon: fc.constantFrom(0.01, 0, 1),
  memory: fc.constantFrom(50, 50, 7, 1),
  targetEvery: fc.constantFrom(1, 2, 5),
  entropy: fc.constantFrom(0.01, 0.01, 0, 10),
  frozen: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
});

/** The markets of the other agreement, in which networks of small sizes act on bids. */
const markets = (kind: 'dqn' | 'actor-critic') =>
  fc.tuple(marketArbitrary(['equal', 'proportional']), neural).map(
    ([input, terms]): MarketInput => ({
      ...input,
      scenario: {
        ...input.scenario,
        // Networks that act on bids are refused under a delay.
        information: { delay: 0 },
        bidding: { ...input.scenario.bidding, neural: kind },
        learning: { ...input.scenario.learning, neural: { trainer: 'kernel', ...terms } },
      },
    }),
  );

/** The engine's run; one that ends because a network diverges, at the largest rates and bids, has nothing to compare. */
function settled(input: MarketInput): ReturnType<typeof runEngine> {
  try {
    return runEngine(input);
  } catch (error) {
    fc.pre(!(error instanceof InputError && error.message.includes('has diverged')));
    throw error;
  }
}

/** Where engine and reference first differ in a bid, an auction or a server; weights may differ by `tolerance`. */
function disagreement(input: MarketInput, rules: Partial<MarketRules>, tolerance: number) {
  const { outcome } = settled(input);
  const expected = runMarket(input, rules);
  const servers = (market: Pick<typeof expected, 'rounds'>) => market.rounds.map((round) => round.servers);
  return (
    firstDifference(outcome.auctions, expected.auctions) ??
    firstDifference(servers(outcome), servers(expected)) ??
    firstDifference(outcome.networks, expected.networks, tolerance)
  );
}

const agreement = (kind: 'dqn' | 'actor-critic', tolerance: number, rules: Partial<MarketRules> = {}) =>
  fc.property(markets(kind), (input) => {
    expect(disagreement(input, rules, tolerance)).toBeUndefined();
  });

describe('engine and reference agree where networks act on bids', () => {
  test('to the last bit of every bid and every weight of deep Q-networks', () => {
    fc.assert(agreement('dqn', 0), { seed: 20264, numRuns: 300 });
  });

  test('to the last bit of every bid of actor-critics, and within 1e-6 of their weights', () => {
    fc.assert(agreement('actor-critic', 1e-6), { seed: 20265, numRuns: 300 });
  });
});

describe('the comparison bites', () => {
  const ofBids: Record<string, Partial<MarketRules>> = {
    'the load ratio is clamped at 1': {
      features: ({ load, capacity, sensitivity, riskAversion }, taskLoad) => [
        Math.min(load / capacity, 1),
        taskLoad,
        sensitivity,
        riskAversion,
      ],
    },
    'features and rewards have no limit': { largest: Number.MAX_VALUE },
    'the winner alone is noted': { noted: (winner) => [winner] },
    'the runner-up is noted first': {
      noted: (winner, runnerUp) => (runnerUp ? [runnerUp, winner] : [winner]),
    },
    'unsold tasks are noted': { notesUnsold: true },
    'networks learn before sensitivities move': { networksLearnFirst: true },
    'a round has any number of steps': { learnsAt: () => true },
    'a profit is what is paid': {
      standing: { ...textRules.standing, profit: ({ revenue }) => revenue },
    },
    'an error is that of the clamped ratio': {
      standing: {
        ...textRules.standing,
        'error-reduction': ({ load, capacity, targetLoadRatio }) =>
          0 - Math.abs(Math.min(1, load / capacity) - targetLoadRatio),
      },
    },
  };
  const ofDeepQ: Record<string, Partial<MarketRules>> = {
    'a hidden layer adds its bias first where it is differentiated': { biasLast: false },
    'sums are not parted': { part: 1000 },
    'ReLU lets a gradient pass at 0': { passes: (result) => result >= 0 },
    'Adam is not corrected for its start': { corrected: false },
    'the next state is worth the mean of its actions': {
      bestOf: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
    },
    'the target network follows at once': { targetFollowsAt: () => true },
    'exploring does not fall before a batch is remembered': { decaysWhileItWaits: false },
    'a full memory replaces its last transition': {
      replaces: (place, capacity) => Math.min(place, capacity - 1),
    },
    'the newest transition is not sampled': {
      sampled: (draw, length) => Math.floor(draw * Math.max(1, length - 1)),
    },
    'a loss is a sum, not a mean': { share: () => 1 },
  };
  const ofActorCritic: Record<string, Partial<MarketRules>> = {
    'an advantage is the whole target': { advantage: (target) => target },
    'the bonus for entropy leaves the entropy out': {
      entropyGradient: (chance) => chance * Math.log(chance),
    },
    'a batch slides on by one transition': { forgotten: (batch) => batch.slice(1) },
    'transitions are noted while a batch waits': {
      notesWhileItWaits: true,
      forgotten: (batch, rows) => batch.slice(rows),
    },
  };
  const cases = [
    ...Object.entries({ ...ofBids, ...ofDeepQ }).map(([name, rules]) => ['dqn', name, rules] as const),
    ...Object.entries(ofActorCritic).map(([name, rules]) => ['actor-critic', name, rules] as const),
  ];

  test.each(cases)('under a %s where %s', (kind, _, rules) => {
    const { failed } = fc.check(agreement(kind, kind === 'dqn' ? 0 : 1e-6, rules), {
      seed: 20266,
      numRuns: 400,
      endOnFailure: true,
    });
    expect(failed).toBe(true);
  });
});
