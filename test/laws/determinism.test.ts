import { describe, expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import type { Observer } from '../../src/systems/records.js';
import { markets, prepared, summaryOf } from './run.js';

describe.each(Object.entries(markets))('a run of %s', (_, market) => {
  test('has the digest of any other run of it', async () => {
    expect(await summaryOf(market)).toEqual(await summaryOf(market));
  });

  test('does not feel another simulation that runs by turns with it', async () => {
    const alone = await summaryOf(market);
    const one = await prepared(market);
    const other = await prepared({ ...market, seed: 99 });
    const twin = await prepared(market);
    while (!one.finished || !other.finished || !twin.finished) {
      one.run({ events: 7 });
      other.run({ events: 3 });
      twin.step();
    }
    expect(one.summary()).toEqual(alone);
    expect(twin.summary()).toEqual(alone);
    expect(other.summary().digest).not.toBe(alone.digest);
  });

  test('is the same in steps, in budgets, up to times and at once', async () => {
    const whole = await summaryOf(market);
    const stepped = await prepared(market);
    while (stepped.step());
    const budgeted = await prepared(market);
    for (let events = 1; !budgeted.finished; events++) budgeted.run({ events });
    const timed = await prepared(market);
    for (let until = 0.5; !timed.finished; until += 1.5) timed.run({ until });
    for (const each of [stepped, budgeted, timed]) expect(each.summary()).toEqual(whole);
  });

  test.each<[string, ScenarioInput['metrics']]>([
    ['no server', { servers: 'none' }],
    ['one server', { servers: 1 }],
    ['some servers by id', { servers: [0, 2, 5] }],
    ['every third round', { servers: 'all', every: 3 }],
    ['every bid', { servers: 'all', bids: true }],
    [
      'sampled Shapley values',
      { shapley: { method: 'monte-carlo', permutations: 5, game: 'load-equalisation' } },
    ],
  ])('has the same digest where %s is recorded', async (_what, metrics) => {
    const told = { bids: 0, servers: 0 };
    const observer: Observer = { bid: () => told.bids++, server: () => told.servers++ };
    const { digest, tasks } = await summaryOf({ ...market, metrics }, [observer]);
    const plain = await summaryOf(market);
    expect({ digest, tasks }).toEqual({ digest: plain.digest, tasks: plain.tasks });
    expect(told.bids > 0).toBe(metrics?.bids === true);
    expect(told.servers > 0).toBe(metrics?.servers !== 'none');
  });

  test('has the same digest with a ledger and without, and watched by many observers', async () => {
    const watcher: Observer = { auction() {}, bid() {}, round() {}, server() {} };
    const watched = await summaryOf({ ...market, ledger: { enabled: true } }, [watcher, watcher, watcher]);
    expect(watched.digest).toBe((await summaryOf(market)).digest);
  });

  test('has another digest under another seed', async () => {
    const { digest } = await summaryOf({ ...market, seed: 12_345 });
    expect(digest).not.toBe((await summaryOf(market)).digest);
  });
});
