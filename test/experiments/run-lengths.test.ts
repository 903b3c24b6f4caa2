import { describe, expect, test } from 'vitest';
import { runLengthsOf, shortfallOf } from '../../src/experiments/run-lengths.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';

const base = {
  time: { mode: 'continuous', tasks: 1000 },
  servers: { count: 1, processingRate: 1 },
  arrivals: { process: 'poisson', rate: 0.5 },
  balancer: 'random',
} satisfies ScenarioInput;

type Tasks = NonNullable<ScenarioInput['tasks']>;

const inAll = async (tasks: Tasks, more: ScenarioInput = {}) =>
  runLengthsOf(await prepareScenario({ ...base, ...more, tasks: { complexity: 1, ...tasks } })).inAll;

const runs = (count: number, completed: number) =>
  Array.from({ length: count }, () => ({
    tasks: { arrived: completed, completed, unfinished: 0, rejected: 0, lost: 0 },
  }));

describe('tasks that all runs together take, so that a few rare events do not decide', () => {
  test('are (E[W⁴] / E[W²]² − 1) / 0.02', async () => {
    expect(await inAll({ load: 3 })).toBeCloseTo(0, 9);
    expect(await inAll({ load: { exponential: 7 } })).toBeCloseTo(5 / 0.02, 9);
    // (1 + cv²)⁴ of a lognormal law.
    expect(await inAll({ load: { lognormal: [1, 2] } })).toBeCloseTo(624 / 0.02, 6);
    expect(await inAll({ load: { pareto: [4.5, 1] } })).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(await inAll({ load: { pareto: [4, 1] } })).toBe(Number.POSITIVE_INFINITY);
  });

  test('are of the load and of the complexity, where that acts', async () => {
    const both: Tasks = { load: { exponential: 1 }, complexity: { exponential: 1 } };
    expect(await inAll(both)).toBeCloseTo(35 / 0.02, 9);
    const rounds: ScenarioInput = { time: { mode: 'rounds', rounds: 9 } };
    expect(await inAll(both, rounds)).toBeCloseTo(5 / 0.02, 9);
    expect(await inAll({ ...both, complexityActs: true }, rounds)).toBeCloseTo(35 / 0.02, 9);
  });

  test('are of repairs, by the moments of a service with them', async () => {
    const failing = (after: number, repair: number): ScenarioInput => ({
      servers: {
        ...base.servers,
        failures: { after: { exponential: after }, repair: { exponential: repair }, work: 'resumed' },
      },
    });
    // A failure in 10¹² changes nothing; one in 30,000 that lasts 500 is most of E[S⁴].
    expect(await inAll({ load: { exponential: 1 } }, failing(1e12, 0.1))).toBeCloseTo(250, 3);
    expect(await inAll({ load: { exponential: 1 } }, failing(30_000, 500))).toBeGreaterThan(5e6);
    expect(await inAll({ load: { exponential: 1 } }, failing(20, 4))).toBeLessThan(2000);
  });

  test('are 30 calms and bursts, where a burst is more than the servers can do', async () => {
    const bursts = (burst: number): ScenarioInput => ({
      arrivals: { process: 'bursty', calm: 0.1, burst, enter: 0.001, leave: 0.01 },
    });
    // Calm for 10 of 11 units of time.
    const rate = (0.1 * 10 + 5) / 11;
    expect(await inAll({ load: 1 }, bursts(5))).toBeCloseTo(30 * rate * (1000 + 100), 6);
    expect(await inAll({ load: 1 }, bursts(0.9))).toBeCloseTo(0, 9);
  });
});

describe('what runs are too short for', () => {
  const lengths = { warmup: 100, settling: 20, isUnknown: false, inAll: 1000 };

  test('grows with the runs for the steady state, and does not for long tasks', () => {
    expect(shortfallOf(lengths, runs(10, 300))).toEqual({
      leastTasks: null,
      isUnknown: false,
      rareEvents: null,
    });
    expect(shortfallOf(lengths, runs(11, 300))).toEqual({
      leastTasks: 220,
      isUnknown: false,
      rareEvents: null,
    });
    expect(shortfallOf(lengths, runs(5, 299))).toEqual({
      leastTasks: null,
      isUnknown: false,
      rareEvents: { leastTasks: 1000 },
    });
  });

  test('counts of a run that loses tasks as many after the warm-up as in it', () => {
    const losing = [1, 2].map(() => ({
      tasks: { arrived: 500, completed: 250, unfinished: 0, rejected: 0, lost: 250 },
    }));
    expect(shortfallOf({ ...lengths, warmup: 450 }, losing)).toMatchObject({ leastTasks: 40 });
    const none = { ...lengths, warmup: 450, settling: null, inAll: 0 };
    expect(shortfallOf(none, losing)).toMatchObject({ leastTasks: null, rareEvents: null });
  });

  test('names no number where none is enough, and is nothing of a single run', () => {
    const never = { ...lengths, settling: null, inAll: Number.POSITIVE_INFINITY };
    expect(shortfallOf(never, runs(9, 300))).toEqual({
      leastTasks: null,
      isUnknown: false,
      rareEvents: { leastTasks: null },
    });
    expect(shortfallOf(never, runs(1, 300))).toEqual({
      leastTasks: null,
      isUnknown: false,
      rareEvents: null,
    });
  });
});
