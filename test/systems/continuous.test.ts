import { describe, expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import type { AuctionRecord, RoundRecord } from '../../src/systems/records.js';
import { summaryOf } from '../laws/run.js';

/** One server of rate 1 under tasks of load 1 that come at whole times. */
const plain = {
  time: { mode: 'continuous', tasks: 4 },
  servers: { count: 1, capacity: 100, processingRate: 1 },
  arrivals: { process: 'constant', rate: 1 },
  tasks: { load: 1, complexity: 1 },
  learning: { mode: 'none' },
} satisfies ScenarioInput;

async function samplesOf(input: ScenarioInput): Promise<RoundRecord[]> {
  const samples: RoundRecord[] = [];
  await summaryOf(input, [{ round: (record) => samples.push({ ...record }) }]);
  return samples;
}

describe('how a run ends', () => {
  test('of tasks, when all are done', async () => {
    const { stop, tasks, time, sojourn, utilisation } = await summaryOf(plain);
    expect({ stop, time, completed: tasks.completed }).toEqual({ stop: 'drained', time: 5, completed: 4 });
    expect([sojourn.mean, utilisation]).toEqual([1, 0.75]);
  });

  test('with arrivals, where it does not drain: the last task is left', async () => {
    const { stop, tasks, time } = await summaryOf({ ...plain, time: { ...plain.time, drain: false } });
    expect({ stop, time, unfinished: tasks.unfinished }).toEqual({
      stop: 'complete',
      time: 4,
      unfinished: 1,
    });
  });

  test('at a time, that of a task included', async () => {
    const { stop, tasks, time } = await summaryOf({ ...plain, time: { mode: 'continuous', until: 3 } });
    expect({ stop, time, arrived: tasks.arrived }).toEqual({ stop: 'complete', time: 3, arrived: 3 });
  });

  test('before the first task: the system was empty; or without any: nothing is measured', async () => {
    for (const [change, empty] of [
      [{ time: { mode: 'continuous', until: 0.5 } }, 0],
      [{ arrivals: { process: 'poisson', rate: 0 } }, null],
    ] satisfies [ScenarioInput, number | null][]) {
      const { tasks, sojourn, levels, utilisation } = await summaryOf({ ...plain, ...change });
      expect([tasks.arrived, sojourn.mean]).toEqual([0, null]);
      expect([levels!.tasksInSystem, utilisation]).toEqual([empty, empty]);
    }
  });
});

describe('samples', () => {
  test('are as many as fit, and the last is at the end, once', async () => {
    const until = { mode: 'continuous', until: 3 } as const;
    const times = async (time: ScenarioInput['time'], interval?: number) =>
      (await samplesOf({ ...plain, time, metrics: interval === undefined ? {} : { interval } })).map(
        ({ time }) => time,
      );
    expect(await times(until, 1)).toEqual([1, 2, 3]);
    expect(await times(until, 2)).toEqual([2, 3]);
    expect(await times(until, 9)).toEqual([3]);
    expect(await times({ ...until, until: 0.7 })).toHaveLength(1000);
    expect(await times(plain.time, 2)).toEqual([2, 4, 5]);
  });

  test('sum up to the run', async () => {
    const samples = await samplesOf({ ...plain, metrics: { interval: 0.75 } });
    const sum = (name: 'tasks' | 'completed' | 'assigned') =>
      samples.reduce((total, each) => total + each[name], 0);
    expect([sum('tasks'), sum('completed'), sum('assigned')]).toEqual([4, 4, 4]);
  });
});

test('tasks that wait are averaged over the window: those that are not begun when it opens, closes or at all', async () => {
  const input: ScenarioInput = { ...plain, servers: { ...plain.servers, processingRate: 0.5 } };
  // A task a unit of time from 1 on, each of which takes two: they are begun at 1, 3, 5 and 7, and the last arrives at 4.
  const waiting = async (warmup: number) =>
    (await summaryOf({ ...input, time: { ...plain.time, warmup } })).levels!.tasksWaiting;
  expect([await waiting(0), await waiting(1), await waiting(2)]).toEqual([2 / 4, 2 / 2, 1]);
});

describe('warm-up', () => {
  test('opens the window at its first measured task', async () => {
    const { levels, sojourn } = await summaryOf({ ...plain, time: { ...plain.time, warmup: 2 } });
    expect([levels!.from, levels!.to, sojourn.mean]).toEqual([3, 4, 1]);
  });

  test('that is not over when the run is leaves nothing measured', async () => {
    const { levels, sojourn, tasks } = await summaryOf({
      ...plain,
      time: { mode: 'continuous', until: 3.5, warmup: 3 },
    });
    expect(tasks.completed).toBe(2);
    expect(sojourn.mean).toBeNull();
    expect([levels!.from, levels!.to, levels!.slotsAtWork]).toEqual([3.5, 3.5, null]);
  });
});

describe('failures', () => {
  /** A server that needs 2 units of time a task and works 2 at a time. */
  const failing = (work: 'resumed' | 'restarted' | 'reassigned' | 'lost'): ScenarioInput => ({
    ...plain,
    time: { mode: 'continuous', tasks: 1 },
    servers: { ...plain.servers, processingRate: 0.5, failures: { after: 2, repair: 0.5, work } },
  });

  // A task of 2 units of time arrives at 1, its server fails at 2 and is repaired at 2.5, fails at 4.5, …
  test.each([
    ['resumed', { completed: 1, lost: 0, time: 3.5 }],
    ['restarted', { completed: 1, lost: 0, time: 4.5 }],
    ['lost', { completed: 0, lost: 1, time: 2 }],
  ] as const)('work is %s', async (work, expected) => {
    const { tasks, time } = await summaryOf(failing(work));
    expect({ completed: tasks.completed, lost: tasks.lost, time }).toEqual(expected);
  });

  test('that undo the same work for ever end the run, which says so and loses nothing', async () => {
    const input = failing('restarted');
    // The first of two tasks takes more than the 2 units of time that the server ever works; the other finds it under repair.
    const { stop, tasks } = await summaryOf({
      ...input,
      time: { mode: 'continuous', tasks: 2 },
      tasks: { ...plain.tasks, load: { uniform: [0.9, 1.3] } },
      seed: 2,
    });
    expect({ stop, ...tasks }).toMatchObject({
      stop: 'stalled',
      arrived: 2,
      completed: 0,
      unfinished: 1,
      rejected: 1,
    });
  });

  test('a task is put up again at once, and is tried later while all servers are down', async () => {
    const auctions: Partial<AuctionRecord>[] = [];
    const { tasks, auctions: counts } = await summaryOf(
      { ...failing('reassigned'), auction: { unsold: 'retry', retryAfter: 0.75 } },
      [{ auction: ({ time, winner, winningBid }) => auctions.push({ time, winner, winningBid }) }],
    );
    expect(auctions.slice(0, 4).map(({ time, winner }) => [time, winner])).toEqual([
      [1, 0],
      [2, -1],
      [2.75, 0],
      [4.5, -1],
    ]);
    expect(Number.isNaN(auctions[1]!.winningBid)).toBe(true);
    expect(tasks).toMatchObject({ arrived: 1, rejected: 1 });
    expect(counts).toEqual({ total: 22, retried: 10, reassigned: 11 });
  });

  test('the only server that is not under repair has the reserve alone to beat', async () => {
    const payments: number[] = [];
    const tasks = { load: 1, complexity: 1 };
    const binding = {
      payment: 'second-price',
      reserve: { initial: 25, binding: true, update: 'round', interval: 1e6 },
    } as const;
    const two = { ...plain, servers: { ...plain.servers, count: 2 }, tasks, auction: binding };
    await summaryOf(
      {
        ...two,
        servers: { ...two.servers, failures: { after: { uniform: [0.2, 3] }, repair: 1e3, work: 'lost' } },
        time: { mode: 'continuous', until: 4 },
      },
      [
        {
          auction: ({ payment, winner, winningBid, secondPrice }) =>
            void (winner >= 0 && secondPrice === winningBid && payments.push(payment)),
        },
      ],
    );
    expect(payments.length).toBeGreaterThan(0);
    expect(new Set(payments)).toEqual(new Set([25]));
  });
});
