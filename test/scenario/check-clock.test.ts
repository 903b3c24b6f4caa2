import { describe, expect, test } from 'vitest';
import { expectedLength } from '../../src/scenario/clock.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';

const continuous = { mode: 'continuous', tasks: 10 } as const;

/** Every task takes 3 units of time, and servers work for 2. */
const restarts = (change: ScenarioInput): ScenarioInput => ({
  time: continuous,
  servers: { processingRate: 1, failures: { after: 2, repair: 1, work: 'restarted' } },
  arrivals: { process: 'poisson', rate: 1 },
  tasks: { load: 3, complexity: 1 },
  balancer: 'random',
  ...change,
});

describe('what does not go with the clock is refused', () => {
  test.each<[string, ScenarioInput, RegExp]>([
    [
      'a discipline in rounds',
      { servers: { discipline: 'priority' } },
      /servers.discipline: does nothing in rounds/,
    ],
    [
      'failures in rounds',
      { servers: { failures: { after: 5, repair: 1 } } },
      /servers.failures: does nothing in rounds/,
    ],
    ['no end', { time: { mode: 'continuous' } }, /time: nothing says when the run ends/],
    [
      'a warm-up of all tasks',
      { time: { ...continuous, warmup: 10 } },
      /time.warmup: \d+ tasks leave none of 10 to be measured\n {2}a number below 10, or more tasks/,
    ],
    [
      'servers that do no work',
      { time: continuous, servers: { processingRate: 0 } },
      /servers.processingRate: a server that does no work completes no task/,
    ],
    [
      'servers drawn to do none',
      { time: continuous, servers: { processingRate: { uniform: [0, 0] } } },
      /servers.processingRate: a server that does no work/,
    ],
    [
      'one listed server that does none',
      { time: continuous, servers: { list: [{ processingRate: 1 }, { processingRate: 0 }] } },
      /servers.list.1.processingRate: a server that does no work/,
    ],
    [
      'work that begins anew and takes longer than any server works',
      restarts({}),
      /servers.failures.after: a server works for at most 2, a task takes 3 or more and begins anew: none is ever done/,
    ],
    [
      'the same at a listed rate',
      restarts({ servers: { ...restarts({}).servers, list: [{ processingRate: 0.9 }, {}] } }),
      /servers.failures.after: a server works for at most 2, a task takes 3 or more/,
    ],
  ])('%s', async (_, input, message) => {
    await expect(prepareScenario(input)).rejects.toThrow(message);
  });

  test.each<[string, ScenarioInput]>([
    ['is just as long', { tasks: { load: 2, complexity: 1 } }],
    ['may be shorter', { tasks: { load: { uniform: [1, 50] }, complexity: 1 } }],
    ['may be shared', { balancer: 'auction', coalition: { partners: 1 } }],
    ['ends at a time', { time: { mode: 'continuous', until: 5 } }],
    [
      'is quicker on one of the servers',
      { servers: { ...restarts({}).servers, list: [{ processingRate: 2 }, {}] } },
    ],
  ])('but not work that begins anew where it %s', async (_, change) => {
    await expect(prepareScenario(restarts(change))).resolves.toBeDefined();
  });

  test('but a rate that no server has is not looked at', async () => {
    const servers = { processingRate: 0, list: [{ processingRate: 1 }] };
    expect((await prepareScenario({ time: continuous, servers })).scenario.servers.count).toBe(1);
  });
});

describe('the expected length of arrivals', () => {
  test.each<[ScenarioInput['arrivals'], number]>([
    [{ process: 'poisson', rate: 4 }, 2.5],
    [{ process: 'sinusoidal', base: 4, amplitude: 3 }, 2.5],
    // The mean of max(0, sin) is 1/π.
    [{ process: 'sinusoidal', base: 0, amplitude: Math.PI }, 10],
    [{ process: 'sinusoidal', base: 0, amplitude: -Math.PI }, 10],
    [{ process: 'bursty', calm: 1, burst: 5, enter: 1, leave: 1 }, 10 / 3],
    [{ process: 'steps', rates: [1, 3], length: 2 }, 5],
    [{ process: 'poisson', rate: 0 }, 1],
  ])('of 10 tasks that come as %j', async (arrivals, length) => {
    const { scenario, trace } = await prepareScenario({ time: continuous, arrivals: arrivals! });
    expect(expectedLength(scenario, trace)).toBeCloseTo(length, 12);
  });
});
