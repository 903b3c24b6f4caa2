import { describe, expect, test } from 'vitest';
import type { RunScenario } from '../../src/validation/queue-scenario.js';
import { queueingSystems } from '../../src/validation/queueing-systems.js';
import { levelOfRows, rowsOf, type Verdict } from '../../src/validation/validate.js';
import { runQueues, servings } from '../reference/queues.js';

/** Light loads, which need few tasks: the naive twin is slow. */
const cases: Record<string, Record<string, unknown>> = {
  mm1: { rho: 0.5 },
  mmc: { c: 4, rho: 0.5 },
  mg1: { rho: 0.5, service: { lognormal: [1, 1.5] } },
  ps: { rho: 0.5, service: { uniform: [0.2, 1.8] } },
  priority: { rho: 0.6 },
  'preemptive-priority': { rho: 0.6 },
  breakdowns: { rho: 0.5, failure: 0.2, repair: 0.5 },
  mmpp: { calm: 0.2, burst: 1, enter: 0.2, leave: 0.3 },
  dm1: { rho: 0.6 },
  random: { n: 3, rho: 0.5 },
  'round-robin': { n: 3, rho: 0.6 },
  'power-of-d': { n: 20, d: 2, rho: 0.5 },
  'shortest-of-two': { rho: 0.6 },
};

const naive: RunScenario = (scenario, seed, done) => runQueues(scenario, seed, { done });

async function verdicts(
  name: string,
  run: RunScenario,
  parameters = cases[name]!,
): Promise<Record<string, Verdict>> {
  const trial = queueingSystems(run)
    .find((system) => system.name === name)!
    .trial(parameters);
  const rows = await rowsOf(trial, 1, levelOfRows([trial]));
  return Object.fromEntries(rows.map(({ measure, verdict }) => [measure, verdict]));
}

test('every queue is tried below', () => {
  expect(queueingSystems(naive).map(({ name }) => name)).toEqual(Object.keys(cases));
});

test.each(Object.keys(cases))('%s has the answers of theory in the naive twin', async (name) => {
  const passes = Object.values(await verdicts(name, naive));
  expect(passes.length).toBeGreaterThan(0);
  expect(passes).toEqual(passes.map(() => 'pass'));
});

describe('a queue that is run otherwise is told from theory', () => {
  test('M/M/1 that shares its processor, by its 99th percentile: its mean is the same', async () => {
    const sharing: RunScenario = (scenario, seed, done) =>
      runQueues(scenario, seed, { serving: servings['processor-sharing'], done });
    expect(await verdicts('mm1', sharing)).toMatchObject({ T: 'pass', 'p99(T)': 'fail' });
  });

  test('M/G/1 that shares its processor', async () => {
    const sharing: RunScenario = (scenario, seed, done) =>
      runQueues(scenario, seed, { serving: servings['processor-sharing'], done });
    expect(await verdicts('mg1', sharing)).toMatchObject({ T: 'fail' });
  });

  test('processor sharing that serves in order', async () => {
    const inOrder: RunScenario = (scenario, seed, done) =>
      runQueues(scenario, seed, { serving: servings.fifo, done });
    expect(await verdicts('ps', inOrder)).toMatchObject({
      T: 'fail',
      'T/x, short x': 'fail',
      'T/x, long x': 'fail',
    });
  });

  test('M/M/c with a queue for each server', async () => {
    const split: RunScenario = (scenario, seed) => {
      const servers = { ...scenario.servers, count: scenario.servers.slots, slots: 1 };
      return runQueues({ ...scenario, servers, balancer: 'random' }, seed);
    };
    expect(await verdicts('mmc', split)).toEqual({ T: 'fail', Wq: 'fail', 'p99(T)': 'fail' });
  });

  test('priorities that interrupt where they should not, and the other way round', async () => {
    const other =
      (discipline: keyof typeof servings): RunScenario =>
      (scenario, seed) =>
        runQueues(scenario, seed, { serving: servings[discipline] });
    expect(await verdicts('priority', other('preemptive-priority'))).toMatchObject({ 'T gold': 'fail' });
    expect(await verdicts('preemptive-priority', other('priority'))).toMatchObject({ 'T gold': 'fail' });
    expect(await verdicts('priority', other('fifo'))).toMatchObject({ 'T gold': 'fail', 'T bronze': 'fail' });
  });

  test('a random split that goes in turn, and turns that are random', async () => {
    const inTurn: RunScenario = (scenario, seed) => runQueues({ ...scenario, balancer: 'round-robin' }, seed);
    const atRandom: RunScenario = (scenario, seed) => runQueues({ ...scenario, balancer: 'random' }, seed);
    expect(await verdicts('random', inTurn)).toEqual({ T: 'fail', 'p99(T)': 'fail' });
    expect(await verdicts('round-robin', atRandom)).toEqual({ T: 'fail', 'p99(T)': 'fail' });
    expect(await verdicts('shortest-of-two', inTurn)).toEqual({ T: 'fail' });
  });

  test('two choices of which both are the same server', async () => {
    const one: RunScenario = (scenario, seed) =>
      runQueues({ ...scenario, balancer: { 'power-of-d': { d: 1 } } }, seed);
    expect(await verdicts('power-of-d', one)).toEqual({ T: 'fail' });
  });

  test('breakdowns that never happen', async () => {
    const sound: RunScenario = ({ servers: { failures: _, ...servers }, ...scenario }, seed) =>
      runQueues({ ...scenario, servers }, seed);
    expect(await verdicts('breakdowns', sound)).toEqual({ T: 'fail', 'P(rejected)': 'fail' });
  });

  test('work that is resumed where it should begin anew, and the other way round', async () => {
    const other =
      (work: 'resumed' | 'restarted'): RunScenario =>
      ({ servers, ...scenario }, seed) =>
        runQueues({ ...scenario, servers: { ...servers, failures: { ...servers.failures!, work } } }, seed);
    const terms = { rho: 0.4, service: { constant: 1 }, failure: 0.4, repair: 1 };
    expect(await verdicts('breakdowns', naive, { ...terms, work: 'restarted' })).toMatchObject({ T: 'pass' });
    expect(await verdicts('breakdowns', other('restarted'), terms)).toMatchObject({ T: 'fail' });
    expect(await verdicts('breakdowns', other('resumed'), { ...terms, work: 'restarted' })).toMatchObject({
      T: 'fail',
    });
  });

  test('processor sharing of several slots, of which a task takes all', async () => {
    const greedy: RunScenario = ({ servers, ...scenario }, seed) => {
      const one = { ...servers, slots: 1, processingRate: servers.slots };
      return runQueues({ ...scenario, servers: one }, seed);
    };
    const terms = { rho: 0.5, service: { exponential: 1 }, c: 3 };
    expect(await verdicts('ps', naive, terms)).toMatchObject({ T: 'pass' });
    expect(await verdicts('ps', greedy, terms)).toMatchObject({ T: 'fail' });
  });

  test('bursts and constant arrivals that are a Poisson process', async () => {
    const poisson: RunScenario = (scenario, seed) =>
      runQueues({ ...scenario, arrivals: { process: 'poisson', rate: 0.6 } }, seed);
    expect(await verdicts('mmpp', poisson, { calm: 0.2, burst: 1.2, enter: 0.2, leave: 0.3 })).toEqual({
      T: 'fail',
      Wq: 'fail',
    });
    expect(await verdicts('dm1', poisson)).toEqual({ T: 'fail', Wq: 'fail', 'p99(T)': 'fail' });
  });
});
