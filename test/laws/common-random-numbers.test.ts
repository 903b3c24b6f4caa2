import { describe, expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { prepared, summaryOf } from './run.js';

const base = { seed: 8, time: { rounds: 50 } } satisfies ScenarioInput;

/** Load and round of arrival of every task, by number. */
async function tasksOf(input: ScenarioInput): Promise<{ load: number; time: number }[]> {
  const tasks: { load: number; time: number }[] = [];
  await summaryOf(input, [
    {
      auction: ({ task, load, time }) => {
        tasks[task] ??= { load, time };
      },
    },
  ]);
  return tasks;
}

/** Traits of the first `count` servers. */
async function traitsOf(input: ScenarioInput, count: number): Promise<number[][]> {
  const { servers } = await prepared(input);
  const { capacity, sensitivity, riskAversion, targetLoadRatio, processingRate, coalition } = servers;
  const columns = [capacity, sensitivity, riskAversion, targetLoadRatio, processingRate, coalition];
  return columns.map((column) => [...column.subarray(0, count)]);
}

describe('arrivals and task loads stay the same', () => {
  test.each<[string, ScenarioInput]>([
    ['number of servers', { servers: { count: 23 } }],
    ['capacity', { servers: { capacity: { exponential: 75 } } }],
    ['learner', { learning: { mode: 'q-learning', epsilon: 0.7 } }],
    ['arm selection', { learning: { policy: 'thompson' } }],
    ['noise of bids', { bidding: { noise: 5 } }],
    ['predictor', { bidding: { predictor: { kind: 'linear', shading: 1 } } }],
    ['payment', { auction: { payment: 'none' } }],
    ['reserve', { auction: { reserve: { binding: true }, unsold: 'retry' } }],
    ['coalitions', { coalition: { partners: 4, overload: 0, partner: 9, split: 'shapley' } }],
    ['complexity', { tasks: { complexity: { lognormal: [4, 2] }, complexityActs: true } }],
    ['latency and classes', { tasks: { latency: 3, sla: { bronze: 1 } } }],
    ['sampled Shapley values', { metrics: { shapley: { method: 'monte-carlo', permutations: 3 } } }],
    ['way of ending', { time: { rounds: 50, drain: true } }],
  ])('under another %s', async (_, change) => {
    const expected = await tasksOf(base);
    expect(expected.length).toBeGreaterThan(100);
    expect(await tasksOf({ ...base, ...change })).toEqual(expected);
  });

  test('while they change with the seed', async () => {
    expect(await tasksOf({ ...base, seed: 9 })).not.toEqual(await tasksOf(base));
  });

  test('in the rounds that a longer run shares with a shorter one', async () => {
    const short = await tasksOf(base);
    expect((await tasksOf({ ...base, time: { rounds: 80 } })).slice(0, short.length)).toEqual(short);
  });
});

describe('the traits of a server stay the same', () => {
  test.each<[string, ScenarioInput]>([
    ['more servers come after it', { servers: { count: 50 } }],
    ['another one is listed', { servers: { list: [{}, {}, {}, {}, { capacity: 3, coalition: 1 }] } }],
    ['tasks come otherwise', { arrivals: { process: 'poisson', rate: 9 } }],
    ['servers learn otherwise', { learning: { mode: 'none' } }],
  ])('where %s', async (_, change) => {
    expect(await traitsOf({ ...base, ...change }, 4)).toEqual(await traitsOf(base, 4));
  });

  // BUG, fails: load.ts raises `coalitions` to the highest one listed, and every server is drawn anew from those.
  test('where another one is listed in a coalition of its own', async () => {
    const list = [{}, {}, {}, {}, { coalition: 5 }];
    expect(await traitsOf({ ...base, servers: { list } }, 4)).toEqual(await traitsOf(base, 4));
  });

  // BUG, fails: fleet.ts spreads the entry over what was drawn, `undefined` included; the capacity becomes NaN.
  test('where it is listed with a trait that is undefined', async () => {
    const list = [{ capacity: undefined }];
    expect(await traitsOf({ ...base, servers: { list } }, 1)).toEqual(await traitsOf(base, 1));
  });

  test('but for what is listed of it', async () => {
    const listed = await traitsOf({ ...base, servers: { list: [{}, { sensitivity: 9 }, {}] } }, 3);
    const drawn = await traitsOf(base, 3);
    drawn[1]![1] = 9;
    expect(listed).toEqual(drawn);
  });
});
