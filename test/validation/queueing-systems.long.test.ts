import { describe, expect, test } from 'vitest';
import type { RunScenario } from '../../src/validation/queue-scenario.js';
import { queueingSystems } from '../../src/validation/queueing-systems.js';
import { levelOfRows, rowsOf } from '../../src/validation/validate.js';
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
  random: { n: 3, rho: 0.5 },
  'round-robin': { n: 3, rho: 0.6 },
  'power-of-d': { n: 20, d: 2, rho: 0.5 },
  'shortest-of-two': { rho: 0.6 },
};

async function verdicts(
  name: string,
  run: RunScenario,
  parameters = cases[name]!,
): Promise<Record<string, boolean>> {
  const trial = queueingSystems(run)
    .find((system) => system.name === name)!
    .trial(parameters);
  const rows = await rowsOf(trial, 1, levelOfRows([trial]));
  return Object.fromEntries(rows.map(({ measure, pass }) => [measure, pass]));
}

test('every queue is tried below', () => {
  expect(queueingSystems(runQueues).map(({ name }) => name)).toEqual(Object.keys(cases));
});

test.each(Object.keys(cases))('%s has the answers of theory in the naive twin', async (name) => {
  const passes = Object.values(await verdicts(name, runQueues));
  expect(passes.length).toBeGreaterThan(0);
  expect(passes).toEqual(passes.map(() => true));
});

describe('a queue that is run otherwise is told from theory', () => {
  test('M/M/1 that shares its processor, by its 99th percentile: its mean is the same', async () => {
    const sharing: RunScenario = (scenario, seed) =>
      runQueues(scenario, seed, { serving: servings['processor-sharing'] });
    expect(await verdicts('mm1', sharing)).toMatchObject({ T: true, 'p99(T)': false });
  });

  test('M/G/1 that shares its processor', async () => {
    const sharing: RunScenario = (scenario, seed) =>
      runQueues(scenario, seed, { serving: servings['processor-sharing'] });
    expect(await verdicts('mg1', sharing)).toMatchObject({ T: false });
  });

  test('processor sharing that serves in order', async () => {
    const inOrder: RunScenario = (scenario, seed) => runQueues(scenario, seed, { serving: servings.fifo });
    expect(await verdicts('ps', inOrder)).toEqual({ T: false });
  });

  test('M/M/c with a queue for each server', async () => {
    const split: RunScenario = (scenario, seed) => {
      const servers = { ...scenario.servers, count: scenario.servers.slots, slots: 1 };
      return runQueues({ ...scenario, servers, balancer: 'random' }, seed);
    };
    expect(await verdicts('mmc', split)).toEqual({ T: false, Wq: false, 'p99(T)': false });
  });

  test('priorities that interrupt where they should not, and the other way round', async () => {
    const other =
      (discipline: keyof typeof servings): RunScenario =>
      (scenario, seed) =>
        runQueues(scenario, seed, { serving: servings[discipline] });
    expect(await verdicts('priority', other('preemptive-priority'))).toMatchObject({ 'T gold': false });
    expect(await verdicts('preemptive-priority', other('priority'))).toMatchObject({ 'T gold': false });
    expect(await verdicts('priority', other('fifo'))).toMatchObject({ 'T gold': false, 'T bronze': false });
  });

  test('a random split that goes in turn, and turns that are random', async () => {
    const inTurn: RunScenario = (scenario, seed) => runQueues({ ...scenario, balancer: 'round-robin' }, seed);
    const atRandom: RunScenario = (scenario, seed) => runQueues({ ...scenario, balancer: 'random' }, seed);
    expect(await verdicts('random', inTurn)).toEqual({ T: false, 'p99(T)': false });
    expect(await verdicts('round-robin', atRandom)).toEqual({ T: false, 'p99(T)': false });
    expect(await verdicts('shortest-of-two', inTurn)).toEqual({ T: false });
  });

  test('two choices of which both are the same server', async () => {
    const one: RunScenario = (scenario, seed) =>
      runQueues({ ...scenario, balancer: { 'power-of-d': { d: 1 } } }, seed);
    expect(await verdicts('power-of-d', one)).toEqual({ T: false });
  });

  test('breakdowns that never happen', async () => {
    const sound: RunScenario = ({ servers: { failures: _, ...servers }, ...scenario }, seed) =>
      runQueues({ ...scenario, servers }, seed);
    expect(await verdicts('breakdowns', sound)).toEqual({ T: false, 'P(rejected)': false });
  });
});
