import { describe, expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { leastTasks } from '../../src/simulation/least-tasks.js';
import { simulate } from '../../src/simulation/run.js';

const base = {
  time: { mode: 'continuous', tasks: 1000 },
  servers: { count: 1, capacity: 1, processingRate: 1 },
  arrivals: { process: 'poisson', rate: 0.9 },
  tasks: { load: { exponential: 1 }, complexity: 1 },
  balancer: 'random',
  metrics: { servers: 'none' },
} satisfies ScenarioInput;

const least = async (more: ScenarioInput, warmup = 100_000) =>
  leastTasks(await prepareScenario({ ...base, ...more }), warmup);

const sojourn = async (more: ScenarioInput, warmup?: number) => (await least(more, warmup)).sojourn;

const at = (rate: number): ScenarioInput => ({ arrivals: { process: 'poisson', rate } });
const load = (given: NonNullable<ScenarioInput['tasks']>['load']): ScenarioInput => ({
  ...at(0.5),
  tasks: { load: given!, complexity: 1 },
});
const servers = (more: ScenarioInput['servers']): ScenarioInput['servers'] => ({ ...base.servers, ...more });
const hundred: ScenarioInput = { servers: servers({ count: 100 }), ...at(90) };

describe('the tasks that an interval needs', () => {
  test('grow as 1/(1 − ρ)², to two digits', async () => {
    expect(await least(at(0.5), 1000)).toMatchObject({ waiting: 7700, sojourn: 2000 });
    expect(await least(at(0.8), 10_000)).toMatchObject({ waiting: 38_000, sojourn: 24_000 });
    expect((await sojourn(at(0.99)))! / (await sojourn(at(0.9)))!).toBeGreaterThan(100);
  });

  test('grow with the variation of service, and are not known where E[S⁴] is infinite', async () => {
    const numbers = [
      await sojourn(load(1)),
      await sojourn(load({ exponential: 1 })),
      await sojourn(load({ lognormal: [1, 2] })),
      await sojourn(load({ lognormal: [1, 4] })),
    ];
    expect(numbers).toEqual(numbers.toSorted((a, b) => a! - b!));
    expect(numbers[3]).toBeGreaterThan(1e7);
    expect(await sojourn(load({ pareto: [4, 0.5] }))).toBeNull();
    expect(await sojourn(load({ pareto: [4.5, 0.5] }))).not.toBeNull();
  });

  test('are not known in rounds, at a load of 1 or more, and without arrivals', async () => {
    expect(await sojourn({ time: { mode: 'rounds', rounds: 10 } })).toBeNull();
    expect(await sojourn(at(1))).toBeNull();
    expect(await sojourn(at(1.5))).toBeNull();
    expect(await sojourn(at(0))).toBeNull();
    const half = { after: { exponential: 1 }, repair: { exponential: 1 }, work: 'resumed' as const };
    expect(await sojourn({ servers: servers({ failures: half }) })).toBeNull();
    expect(await sojourn({ servers: servers({ failures: half }), ...at(0.3) })).not.toBeNull();
  });

  test('are not known where work is done again, tasks come back, or a server may have any share of them', async () => {
    const failures = { after: { exponential: 1 }, repair: { exponential: 1 } };
    for (const work of ['restarted', 'reassigned', 'lost'] as const)
      expect(await sojourn({ servers: servers({ failures: { ...failures, work } }), ...at(0.3) })).toBeNull();
    const retry = { unsold: 'retry' as const, reserve: { binding: true } };
    expect(await sojourn({ ...at(0.3), auction: retry })).toBeNull();
    for (const balancer of [
      'auction',
      { 'least-loaded': { by: 'ratio' } },
      { 'power-of-d': { by: 'ratio' } },
    ] as const)
      expect(await sojourn({ ...hundred, balancer })).toBeNull();
  });

  test('are those of a server each where nobody looks, and far fewer where the shortest queue is chosen', async () => {
    const random = (await sojourn(hundred))!;
    const two = (await sojourn({ ...hundred, balancer: { 'power-of-d': { d: 2 } } }))!;
    const all = (await sojourn({ ...hundred, balancer: 'least-loaded' }))!;
    expect(random).toBeGreaterThan(1_000_000);
    expect(two).toBeLessThan(200_000);
    // Work stays with its server, so a fleet forgets no sooner than one that asks two.
    expect(all).toBe(two);
    // With old information all of them rush to one server; power of one is random.
    expect(
      (await sojourn({ ...hundred, balancer: 'least-loaded', information: { delay: 5 } }))!,
    ).toBeGreaterThanOrEqual(random);
    expect(await sojourn({ ...hundred, balancer: { 'power-of-d': { d: 1 } } })).toBe(random);
  });

  test('are more where less of the empty start is left out', async () => {
    expect(await sojourn(hundred, 0)).toBeGreaterThan((await sojourn(hundred))!);
  });

  test('of waiting are more where hardly anybody waits, and nobody knows them where nobody does', async () => {
    const quiet = await least({ servers: servers({ slots: 100 }), ...at(30) });
    expect(quiet.waiting).toBeNull();
    expect(quiet.sojourn).toBeLessThan(5000);
  });

  test('of bursts and periods count how long they last', async () => {
    const bursts = (times: number): ScenarioInput => ({
      arrivals: { process: 'bursty', calm: 0.3, burst: 1.5, enter: 0.01 / times, leave: 0.03 / times },
    });
    expect((await sojourn(bursts(10)))!).toBeGreaterThan(5 * (await sojourn(bursts(1)))!);
    const wave = (period: number): ScenarioInput => ({
      arrivals: { process: 'sinusoidal', base: 0.5, amplitude: 0.2, period },
    });
    // 64 periods of 10,000, of 0.5 tasks a unit of time.
    expect(await sojourn(wave(10_000))).toBeGreaterThanOrEqual(320_000);
  });

  test('of a class are its share of what all have in common, and what is its own', async () => {
    const { sojourn: all, classes } = await least({});
    expect(classes.gold.sojourn! / all!).toBeCloseTo(0.2, 1);
    const { classes: few } = await least({
      tasks: { ...base.tasks, sla: { gold: 1, silver: 0, bronze: 0 } },
    });
    expect(few.gold.sojourn).toBe(all);
    expect(few.silver.sojourn).toBeNull();
  });

  test('are the same in any unit of time', async () => {
    const inMilliseconds: ScenarioInput = {
      servers: servers({ count: 100 }),
      ...at(0.09),
      tasks: { load: { exponential: 1000 }, complexity: 1 },
    };
    expect(await least(inMilliseconds)).toEqual(await least(hundred));
  });
});

describe('a run', () => {
  const run = async (tasks: number) =>
    simulate(
      await prepareScenario({ ...base, ...at(0.5), time: { mode: 'continuous', tasks, warmup: 500 } }),
    );

  test('says how many tasks it needs, or the interval', async () => {
    const short = (await run(2000)).sojourn;
    expect([short.halfWidth, short.least]).toEqual([null, 2000]);
    const long = (await run(2500)).sojourn;
    expect(long.halfWidth).toBeGreaterThan(0);
    expect(long.least).toBeNull();
  });
});
