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

describe('tasks that all runs together take, so that a few long ones do not decide', () => {
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
});

describe('what runs are too short for', () => {
  const lengths = { warmup: 100, settling: 20, inAll: 1000 };

  test('grows with the runs for the steady state, and does not for long tasks', () => {
    expect(shortfallOf(lengths, runs(10, 300))).toEqual({ leastTasks: null, heavyTailed: null });
    expect(shortfallOf(lengths, runs(11, 300))).toEqual({ leastTasks: 220, heavyTailed: null });
    expect(shortfallOf(lengths, runs(5, 299))).toEqual({
      leastTasks: null,
      heavyTailed: { leastTasks: 1000 },
    });
  });

  test('names no number where none is enough, and is nothing of a single run', () => {
    const never = { ...lengths, settling: null, inAll: Number.POSITIVE_INFINITY };
    expect(shortfallOf(never, runs(9, 300))).toEqual({ leastTasks: null, heavyTailed: { leastTasks: null } });
    expect(shortfallOf(never, runs(1, 300))).toEqual({ leastTasks: null, heavyTailed: null });
  });
});
