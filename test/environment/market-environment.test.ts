import { describe, expect, test } from 'vitest';
import type { MarketEnvironment } from '../../src/environment/market-environment.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { markets, summaryOf } from '../laws/run.js';
import { column, environmentOf, everyone, KEEP, play } from './play.js';

/** Some actions that differ between servers and steps. */
const mixed = (environment: MarketEnvironment) => (step: number) =>
  environment.possibleAgents.map((_, id) => (step * 7 + id * 5) % 3);

describe('a market as an environment', () => {
  test('names its spaces and agents', async () => {
    const environment = await environmentOf({ servers: { count: 3 } });
    expect(environment.observationSpace).toEqual({
      type: 'Box',
      dtype: 'float64',
      shape: [3, 8],
      low: [0, 0, 0, 0, 0, -Infinity, -Infinity, 0],
      high: [Infinity, 1e100, Infinity, Infinity, Infinity, Infinity, Infinity, Infinity],
    });
    const nvec = [3, 3, 3];
    expect(environment.actionSpace).toEqual({ type: 'MultiDiscrete', dtype: 'int64', shape: [3], nvec });
    expect(environment.possibleAgents).toEqual(['server_0', 'server_1', 'server_2']);
    const continuous = await environmentOf({ servers: { count: 3 } }, { actions: 'continuous' });
    expect(continuous.actionSpace).toEqual({ type: 'Box', dtype: 'float64', shape: [3], low: -1, high: 1 });
  });

  test('shows an idle market first, then what the round has made of it', async () => {
    const list = [
      { capacity: 100, sensitivity: 1, riskAversion: 0.25, targetLoadRatio: 0.4, processingRate: 5 },
      { capacity: 50, sensitivity: 2, riskAversion: 0.5, targetLoadRatio: 0.5, processingRate: 5 },
    ];
    const environment = await environmentOf({
      servers: { list },
      arrivals: { process: 'constant', rate: 1 },
      tasks: { load: 10 },
      bidding: { noise: 0 },
    });
    const { observation } = environment.reset();
    expect(Array.from(observation)).toEqual([0, 1, 0.25, 0.4, 100, 25, 0, 0, 0, 2, 0.5, 0.5, 50, 25, 0, 0]);
    // The bids are 10 (1 + 100 / 200) and 10 (1 + 50 / 200): the second server wins and works 5 off.
    const step = environment.step([0, 1]);
    const market = [18.75, 12.5, 1];
    expect(Array.from(step.observation)).toEqual(
      [0, 1.1, 0.25, 0.4, 100, ...market, 0.1, 1.8, 0.5, 0.5, 50, ...market].map((value) =>
        expect.closeTo(value, 12),
      ),
    );
    expect(Array.from(step.reward)).toEqual([0, expect.closeTo(0.1, 12)]);
    expect(step.info).toMatchObject({ seed: 42, round: 0, tasks: 1, completed: 0, payments: 15 });
  });

  test('has agents while an episode is under way, and is truncated after its rounds', async () => {
    const environment = await environmentOf({ time: { rounds: 4 } });
    expect(environment.agents).toEqual([]);
    environment.reset();
    expect(environment.agents).toEqual(environment.possibleAgents);
    const ends = play(environment, () => everyone(environment, KEEP)).map(({ terminated, truncated }) => [
      terminated,
      truncated,
    ]);
    expect(ends).toEqual([...new Array(3).fill([false, false]), [false, true]]);
    expect(environment.agents).toEqual([]);
    expect(environment.summary()).toMatchObject({ time: 4, stop: 'complete' });
  });

  test.each<[string, ScenarioInput['servers']]>([
    ['drained', { processingRate: 50 }],
    ['stalled', { processingRate: 0 }],
  ])('is terminated where it is %s', async (stop, servers) => {
    const environment = await environmentOf({ time: { rounds: 3, drain: true }, servers });
    const { terminated, truncated } = play(environment, () => everyone(environment, KEEP)).at(-1)!;
    expect({ terminated, truncated }).toEqual({ terminated: true, truncated: false });
    expect(environment.summary().stop).toBe(stop);
  });

  test('runs as many rounds as it is reset for', async () => {
    const environment = await environmentOf({ time: { rounds: 4 } });
    environment.reset({ options: { rounds: 2 } });
    expect(environment.step(everyone(environment, KEEP)).truncated).toBe(false);
    expect(environment.step(everyone(environment, KEEP)).truncated).toBe(true);
    expect(play(environment, () => everyone(environment, KEEP))).toHaveLength(4);
  });

  test('never lets a sensitivity fall below the floor, nor rise without end', async () => {
    const environment = await environmentOf({
      time: { rounds: 400 },
      servers: { count: 2, sensitivityFloor: 0.2 },
      learning: { rate: 1 },
    });
    const last = play(environment, () => [0, 1]).at(-1)!;
    expect(column(last.observation, 'sensitivity')).toEqual([1e100, 0.2]);
    expect(last.observation.every(Number.isFinite)).toBe(true);
  });

  test('counts a round without a sale as one of mean bid 0, and keeps the reserve', async () => {
    const environment = await environmentOf({ arrivals: { process: 'constant', rate: 0 } });
    environment.reset();
    const { info, observation } = environment.step(everyone(environment, KEEP));
    expect(info.mean_winning_bid).toBeNaN();
    expect(column(observation, 'mean_winning_bid')).toEqual(new Array(7).fill(0));
    expect(column(observation, 'reserve')).toEqual(new Array(7).fill(25));
  });

  test('hands out arrays of their own', async () => {
    const environment = await environmentOf({});
    const first = environment.reset().observation;
    const before = Array.from(first);
    const second = environment.step(everyone(environment, 0));
    environment.step(everyone(environment, 0));
    expect(Array.from(first)).toEqual(before);
    expect(Array.from(second.observation)).not.toEqual(before);
  });
});

describe('seeds and digests', () => {
  test('are those of the episode: the same seed and actions give the same, whatever came before', async () => {
    const environment = await environmentOf({ time: { rounds: 20 } });
    const first = play(environment, mixed(environment), 5);
    const { digest } = environment.summary();
    play(environment, () => everyone(environment, 0), 6);
    expect(environment.summary().digest).not.toBe(digest);
    expect(play(environment, mixed(environment), 5)).toEqual(first);
    expect(environment.summary()).toMatchObject({ digest, seed: 5 });
    play(environment, () => everyone(environment, KEEP), 5);
    expect(environment.summary().digest).not.toBe(digest);
  });

  test('do not feel another environment that is stepped by turns', async () => {
    const [one, other] = [await environmentOf({}), await environmentOf({})];
    const alone = play(one, mixed(one), 3);
    one.reset({ seed: 3 });
    other.reset({ seed: 4 });
    for (const [i, step] of alone.entries()) {
      expect(one.step(mixed(one)(i))).toEqual(step);
      other.step(everyone(other, 0));
    }
  });

  test('start from the scenario and go up by one an episode', async () => {
    const environment = await environmentOf({ seed: 8 });
    const seeds = [undefined, undefined, 3, undefined, Number.MAX_SAFE_INTEGER, null];
    expect(seeds.map((seed) => environment.reset({ seed }).info.seed)).toEqual([
      8, 9, 3, 4, 9007199254740991, 0,
    ]);
  });
});

describe.each(Object.entries(markets))('where all servers keep, %s', (_, market) => {
  test('has the digest of the scenario without learning', async () => {
    const environment = await environmentOf(market);
    play(environment, () => everyone(environment, KEEP));
    const none = { ...market, learning: { ...market.learning, mode: 'none' as const } };
    // Without a learner its policy does nothing, and that is told.
    const { idleSettings: _, ...expected } = await summaryOf(none);
    expect(environment.summary()).toEqual(expected);
  });
});
