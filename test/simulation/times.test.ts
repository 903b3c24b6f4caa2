import { expect, test } from 'vitest';
import { summaryOf } from '../laws/run.js';

const told = async (tasks: number, sla: { gold: number; silver: number; bronze: number }) => {
  const { classes, sojourn } = await summaryOf({
    time: { mode: 'continuous', tasks, drain: true },
    servers: { count: 1, processingRate: 1 },
    arrivals: { process: 'constant', rate: 0.5 },
    tasks: { load: 1, complexity: 1, sla },
    balancer: 'round-robin',
  });
  const list = ({ p50, p90, p99, p999 }: typeof sojourn) => [p50, p90, p99, p999];
  return { all: list(sojourn), gold: list(classes.gold.sojourn) };
};

test('a quantile is told where 10 tasks or more lie beyond it, the median of any task', async () => {
  const gold = { gold: 1, silver: 0, bronze: 0 };
  for (const [tasks, far] of [
    [1, [null, null, null]],
    [99, [null, null, null]],
    [100, [1, null, null]],
    [999, [1, null, null]],
    [1000, [1, 1, null]],
    [9999, [1, 1, null]],
    [10_000, [1, 1, 1]],
  ] as const) {
    const expected = [1, ...far];
    expect(await told(tasks, gold)).toEqual({ all: expected, gold: expected });
  }
});

test('a class has quantiles of its own tasks alone', async () => {
  const { all, gold } = await told(1000, { gold: 1, silver: 5, bronze: 0 });
  expect({ all, gold }).toEqual({ all: [1, 1, 1, null], gold: [1, 1, null, null] });
  expect((await told(100, { gold: 0, silver: 1, bronze: 0 })).gold).toEqual([null, null, null, null]);
});
