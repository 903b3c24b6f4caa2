import { describe, expect, it, test } from 'vitest';
import type { BalancerTerms } from '../../src/balancers/balancer.js';
import { balancers } from '../../src/balancers/balancers.js';
import { type Outcome, type Queues, simulateQueues } from './queue-simulator.js';

/** A balancer by its name, with options. */
interface Chosen {
  name: keyof typeof balancers;
  options?: object;
}

const alike = (count: number): number[] => new Array<number>(count).fill(1);

/** Queues at `utilisation`, and a million tasks or more of which the first tenth is left out. */
function queues(rates: readonly number[], utilisation: number, more: Partial<Queues> = {}): Queues {
  const capacity = rates.reduce((sum, rate) => sum + rate, 0);
  const tasks = more.tasks ?? 1_000_000;
  return { rates, arrivals: utilisation * capacity, seed: 2024, warmup: tasks / 10, ...more, tasks };
}

function run(terms: Queues, { name, options = {} }: Chosen): Outcome {
  return simulateQueues(terms, (given: BalancerTerms) => balancers[name](options, given));
}

/** Standard errors that an estimate may lie off: by chance one of 80,000 does (Student's t, 40 batches). */
const FAR = 5;

interface Answer {
  what: string;
  terms: Queues;
  chosen: Chosen;
  sojourn: number;
  /** Relative error of the answer itself, where it is a limit. */
  inexact?: number;
  /** Another balancer, which must not give this answer. */
  not: Chosen;
}

const random: Chosen = { name: 'random' };
const shortest: Chosen = { name: 'least-loaded' };
const twoChoices: Chosen = { name: 'power-of-d' };
const withReplacement: Chosen = { name: 'power-of-d', options: { replacement: true } };

/** Rates 1, 2 and 4, each server at 0.8: Σ pᵢ / (μᵢ (1 − ρ)) = 3 / (7 · 0.2). */
const uneven = queues([1, 2, 4], 0.8);

const answers: Answer[] = [
  {
    what: 'a random split makes M/M/1 of every server: 1/(1 − ρ)',
    terms: queues(alike(4), 0.8),
    chosen: random,
    sojourn: 5,
    not: { name: 'round-robin' },
  },
  {
    what: 'a split by rate too, at any rates',
    terms: uneven,
    chosen: { name: 'weighted-random' },
    sojourn: 3 / 1.4,
    not: { name: 'weighted-round-robin' },
  },
  {
    what: 'round robin over 2: Eₙ/M/1',
    terms: queues(alike(2), 0.9, { tasks: 4_000_000 }),
    chosen: { name: 'round-robin' },
    sojourn: 7.588284,
    not: random,
  },
  {
    what: 'round robin over 10, as weighted round robin where all weigh the same',
    terms: queues(alike(10), 0.9, { tasks: 4_000_000 }),
    chosen: { name: 'weighted-round-robin' },
    sojourn: 5.660276,
    not: random,
  },
  {
    what: 'two choices of 100, without replacement',
    terms: queues(alike(100), 0.9, { tasks: 4_000_000 }),
    chosen: twoChoices,
    sojourn: 2.64,
    inexact: 0.01,
    not: { name: 'power-of-d', options: { d: 3 } },
  },
  {
    what: 'two choices of many: Σ ρ^(2^i − 2)',
    terms: queues(alike(2000), 0.9, { tasks: 6_000_000 }),
    chosen: withReplacement,
    sojourn: 2.614057,
    inexact: 0.003,
    not: { name: 'power-of-d', options: { d: 3 } },
  },
  {
    what: 'the shorter of two queues, at 0.5',
    terms: queues(alike(2), 0.5),
    chosen: shortest,
    sojourn: 1.426321,
    not: withReplacement,
  },
  {
    what: 'the shorter of two queues, at 0.7',
    terms: queues(alike(2), 0.7, { tasks: 2_000_000 }),
    chosen: shortest,
    sojourn: 2.108197,
    not: withReplacement,
  },
  {
    what: 'two choices of two, which is the shorter of two queues',
    terms: queues(alike(2), 0.7, { tasks: 2_000_000, seed: 7 }),
    chosen: twoChoices,
    sojourn: 2.108197,
    not: withReplacement,
  },
];

describe.each(answers)('$what', ({ terms, chosen, sojourn, inexact = 0, not }) => {
  const isOff = (outcome: Outcome): boolean =>
    Math.abs(outcome.sojourn - sojourn) > FAR * outcome.error + inexact * sojourn;

  test(`is what ${chosen.name} gives`, () => expect(isOff(run(terms, chosen))).toBe(false));

  test(`is not what ${not.name} gives`, () => expect(isOff(run(terms, not))).toBe(true));
});

/** By how many standard errors one mean sojourn time is below another. */
const lead = (one: Outcome, other: Outcome): number =>
  (other.sojourn - one.sojourn) / Math.hypot(one.error, other.error);

describe('of 100 servers at 0.9', () => {
  const terms = queues(alike(100), 0.9);
  const known = new Map<string, Outcome>();
  const outcome = (name: Chosen['name'], more: Partial<Queues> = {}): Outcome => {
    const key = JSON.stringify([name, more]);
    const result = known.get(key) ?? run({ ...terms, ...more }, { name });
    known.set(key, result);
    return result;
  };

  const others = (Object.keys(balancers) as Chosen['name'][]).filter((name) => !name.endsWith('random'));

  it.each(others)('%s is better than random', (name) => {
    expect(lead(outcome(name), outcome('random'))).toBeGreaterThan(FAR);
  });

  it.each<[Chosen['name'], Chosen['name']]>([
    ['power-of-d', 'round-robin'],
    ['prequal', 'power-of-d'],
    ['join-idle-queue', 'prequal'],
    ['least-loaded', 'power-of-d'],
  ])('%s comes before %s', (better, worse) => {
    expect(lead(outcome(better), outcome(worse))).toBeGreaterThan(FAR);
  });

  it('old information makes herds of the least loaded, and two choices better than it', () => {
    const delay = 5;
    const [herd, two] = [outcome('least-loaded', { delay }), outcome('power-of-d', { delay })];
    expect(lead(two, herd)).toBeGreaterThan(FAR);
    expect(lead(outcome('least-loaded'), herd)).toBeGreaterThan(FAR);
  });

  it.each<[Chosen['name'], number, number]>([
    ['random', 0, 0],
    ['weighted-random', 0, 0],
    ['round-robin', 0, 0],
    ['weighted-round-robin', 0, 0],
    ['peak-ewma', 0, 0],
    ['power-of-d', 4, 4],
    ['prequal', 6, 6],
    // A report a completion, but for tasks that are still there.
    ['least-loaded', 0.999, 1],
    // A report for each time that a server becomes idle: at most one a task.
    ['join-idle-queue', 0.5, 1],
  ])('%s costs its messages a task', (name, least, most) => {
    const { messagesPerTask } = outcome(name, { tasks: 200_000, warmup: 0 });
    expect(messagesPerTask).toBeGreaterThanOrEqual(least);
    expect(messagesPerTask).toBeLessThanOrEqual(most);
  });
});

it('slow servers are found out by those who see queues or latencies', () => {
  const terms = queues(
    Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0.5 : 1.5)),
    0.7,
  );
  // The rate is 1.4 times that of the slow half where tasks are split evenly: their queues grow without bound.
  expect(run(terms, random).sojourn).toBeGreaterThan(100);
  for (const name of ['least-loaded', 'power-of-d', 'join-idle-queue', 'peak-ewma', 'prequal'] as const)
    expect(run(terms, { name }).sojourn).toBeLessThan(4);
});
