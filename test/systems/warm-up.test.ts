import { describe, expect, test } from 'vitest';
import { Profiler } from '../../src/engine/profiler.js';
import { Streams } from '../../src/random/streams.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { findWarmup } from '../../src/simulation/find-warmup.js';
import { simulate } from '../../src/simulation/run.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Observer } from '../../src/systems/records.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();

const queue = {
  servers: { count: 1, capacity: 100, processingRate: 1 },
  arrivals: { process: 'poisson', rate: 0.5 },
  tasks: { load: { exponential: 1 }, complexity: 1, latency: 5 },
  balancer: 'random',
} satisfies ScenarioInput;

const withWarmup = (warmup: number | 'mser', tasks: number, more: ScenarioInput = {}) =>
  prepareScenario({ ...queue, ...more, time: { mode: 'continuous', tasks, warmup } }, { directory: folder });

/** MSER-5 by its definition, over the sojourn times of all tasks in order of arrival. O(n²). */
function naiveWarmup(sojourns: readonly number[]): number {
  const means: number[] = [];
  for (let i = 0; i + 5 <= sojourns.length; i += 5) {
    means.push(sojourns.slice(i, i + 5).reduce((sum, value) => sum + value, 0) / 5);
  }
  let least = { point: 0, statistic: Number.POSITIVE_INFINITY };
  for (let point = 0; point <= 0.75 * means.length; point++) {
    const left = means.slice(point);
    const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
    const statistic = left.reduce((sum, value) => sum + (value - mean) ** 2, 0) / left.length ** 2;
    if (statistic < least.statistic) least = { point, statistic };
  }
  return 5 * least.point;
}

/** 300 tasks that are there from the start, and then those of an M/M/1 queue of half the rate. */
function fullQueue(): ScenarioInput {
  const uniform = new Streams(5).uniform('tasks');
  const exponential = () => -Math.log(1 - uniform());
  let time = 0;
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    if (i >= 300) time += 2 * exponential();
    return `${time},${exponential() + 1e-9}`;
  });
  write('full.csv', `time,load\n${rows.join('\n')}\n`);
  return { arrivals: { process: 'trace', file: 'full.csv' } };
}

describe('warm-up that is left to MSER-5', () => {
  test.each([
    ['an empty start', {}],
    ['a full start', fullQueue()],
  ])(
    'is, after %s, what the rule says, and the run is that of a scenario that says the number',
    async (_, more) => {
      const sojourns: number[] = [];
      const listener: Observer = {
        completion({ task, sojourn }) {
          sojourns[task] = sojourn;
        },
      };
      simulate(await withWarmup(0, 4000, more), { observers: [listener] });
      const expected = naiveWarmup(sojourns);
      const found = simulate(await withWarmup('mser', 4000, more));
      expect(found.levels!.warmup).toBe(expected);
      expect(found.measured).toBe(4000 - expected);
      expect(found).toEqual(simulate(await withWarmup(expected, 4000, more)));
    },
  );

  // The mean sojourn time of M/M/1 at half its rate is 2. That of 20,000 tasks has a deviation of 0.04; MSER-5 takes 0.01 from it.
  test('takes a full start out of the mean, which is then that of theory', async () => {
    const more = fullQueue();
    const all = simulate(await withWarmup(0, 20_000, more));
    const warm = simulate(await withWarmup('mser', 20_000, more));
    expect(all.sojourn.mean).toBeGreaterThan(4);
    expect(Math.abs(warm.sojourn.mean! - 2)).toBeLessThan(0.2);
    expect(Math.abs(warm.levels!.tasksInSystem! - 1)).toBeLessThan(0.15);
    expect(Math.abs(warm.sojourn.p50! - 2 * Math.LN2)).toBeLessThan(0.15);
    expect(warm.levels!.littlesLaw.error).toBeLessThan(1e-9);
  });

  test('takes next to nothing out of an empty start', async () => {
    const { levels, sojourn } = simulate(await withWarmup('mser', 20_000));
    expect(levels!.warmup).toBeLessThan(2000);
    expect(Math.abs(sojourn.mean! - 2)).toBeLessThan(0.2);
  });

  test('can be found beforehand, and must be for a simulation that is stepped', async () => {
    const loaded = await withWarmup('mser', 1000);
    expect(() => new Simulation(loaded)).toThrow('findWarmup');
    const warmup = await findWarmup(loaded);
    const simulation = new Simulation(loaded, { warmup });
    while (simulation.step());
    expect(simulation.summary()).toEqual(simulate(loaded));
    expect(await findWarmup(await withWarmup(7, 1000))).toBeUndefined();
  });

  test.each([
    ['never settles', 4000, { arrivals: { process: 'poisson', rate: 2 } }],
    ['is too short', 49, {}],
  ] as const)('is refused where the run %s', async (_, tasks, more) => {
    const loaded = await withWarmup('mser', tasks, more);
    const [problem] = await refused(async () => simulate(loaded));
    expect(problem!.message).toBe(
      `time.warmup: MSER-5 finds no end of the warm-up in the first half of the run, of ${tasks} completed tasks`,
    );
  });
});

test('observers are told of every task that arrives or is completed, when it does, also where they are profiled', async () => {
  const input: ScenarioInput = {
    ...queue,
    arrivals: { process: 'constant', rate: 1 },
    tasks: { ...queue.tasks, load: 1.5, sla: { gold: 1 } },
    time: { mode: 'continuous', tasks: 2, warmup: 1 },
  };
  for (const profiler of [undefined, new Profiler()]) {
    const told: unknown[] = [];
    const arrived: number[] = [];
    const observer: Observer = {
      arrival: ({ time }) => arrived.push(time),
      completion: (record) => told.push({ ...record }),
    };
    simulate(await prepareScenario(input), { observers: [observer], profiler });
    expect(arrived).toEqual([1, 2]);
    expect(told).toEqual([
      { task: 0, time: 2.5, waiting: 0, sojourn: 1.5, sla: 0 },
      { task: 1, time: 4, waiting: 0.5, sojourn: 2, sla: 0 },
    ]);
  }
});
