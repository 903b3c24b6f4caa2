import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { continuousArbitrary } from '../arbitraries/continuous.js';
import { summaryOf } from '../laws/run.js';
import { naiveStates, type StateRules } from './naive-states.js';
import { logged } from './service-log.js';

/** Whether the averages of a run are those that its log of events gives. */
async function agrees(input: ScenarioInput, rules: Partial<StateRules> = {}): Promise<boolean> {
  const { log, summary } = await logged(input);
  const { from, to, tasksInSystem, tasksInService, tasksPaused, tasksWaiting } = summary.levels!;
  if (!(to > from)) return true;
  const { discipline = 'fifo', slots = 1 } = input.servers!;
  const naive = naiveStates(log, { discipline, slots, from, to }, rules);
  const close = (average: number | null, stay: number): boolean =>
    Math.abs(average! - stay / (to - from)) <= 1e-9 * (1 + tasksInSystem!);
  return (
    close(tasksWaiting, naive.waiting) &&
    close(tasksInService, naive.inService) &&
    close(tasksPaused, naive.paused)
  );
}

describe('tasks wait, are in service or are paused', () => {
  test('as the events say, and are all tasks together, under any discipline, fate, balancer and coalition', async () => {
    const property = fc.asyncProperty(continuousArbitrary, async (input) => {
      expect(await agrees(input)).toBe(true);
    });
    await fc.assert(property, { seed: 15, numRuns: 200 });
  });

  test.each<[string, Partial<StateRules>]>([
    [
      'all parts of a task must be served',
      { isInService: (served, parts) => served > 0 && served === parts },
    ],
    ['a task that is given back waits anew', { forgetsBegun: true }],
    ['parts that share a server are served one after another', { oneAtATime: true }],
    ['a server that is down serves', { servesWhileDown: true }],
  ])('which is told from a world in which %s', async (_, rules) => {
    const property = fc.asyncProperty(continuousArbitrary, (input) => agrees(input, rules));
    const { failed } = await fc.check(property, { seed: 16, numRuns: 200, endOnFailure: true });
    expect(failed).toBe(true);
  });
});

/** One server of rate 1 under tasks of load 2 that come at 1, 2, 3 … */
const plain = {
  time: { mode: 'continuous', tasks: 2 },
  servers: { count: 1, capacity: 100, processingRate: 1 },
  arrivals: { process: 'constant', rate: 1 },
  tasks: { load: 2, complexity: 1 },
  balancer: 'round-robin',
} satisfies ScenarioInput;

describe('waiting', () => {
  test('is nothing where servers are shared: a task is served when it comes', async () => {
    const servers = { ...plain.servers, discipline: 'processor-sharing' } as const;
    const { levels, sojourn, waiting } = await summaryOf({ ...plain, servers });
    expect([waiting.mean, waiting.p50]).toEqual([0, 0]);
    // Two tasks at 1 and 2: the first has 1 done at 2, both share from then on until it leaves at 4, and the second at 5.
    expect(sojourn.mean).toBe(3);
    expect(levels).toMatchObject({ tasksWaiting: 0, tasksInService: 0.5, tasksPaused: 0 });
  });

  test('ends when work first begins, also where that work is lost: from then on the task is in service or paused', async () => {
    // The task comes at 1 and is begun; its server fails at 2, and the task is tried again at 2.75. The server is up from 2.5 to 4.5.
    const input: ScenarioInput = {
      ...plain,
      time: { mode: 'continuous', tasks: 1, until: 4 },
      tasks: { load: 1.5, complexity: 1 },
      servers: { ...plain.servers, failures: { after: 2, repair: 0.5, work: 'reassigned' } },
      auction: { unsold: 'retry', retryAfter: 0.75 },
    };
    const { levels, sojourn, waiting } = await summaryOf({
      ...input,
      time: { ...plain.time, tasks: 1, until: 5, drain: true },
    });
    expect([waiting.mean, sojourn.mean]).toEqual([0, 3.25]);
    expect(levels!.statesError).toBeLessThan(1e-12);
    const shares = [levels!.tasksWaiting, levels!.tasksInService, levels!.tasksPaused].map(
      (average) => 5 * average!,
    );
    expect(shares.map((share) => Number(share.toFixed(9)))).toEqual([0, 2.5, 0.75]);
  });
});
