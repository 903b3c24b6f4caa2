import { expect, test } from 'vitest';
import { metrics } from '../../src/experiments/metrics.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { summaryOf } from '../laws/run.js';

/** Every task takes longer than it may. */
const late: ScenarioInput = {
  time: { mode: 'continuous', tasks: 100, warmup: 40 },
  servers: { count: 2, processingRate: 1 },
  arrivals: { process: 'constant', rate: 1 },
  tasks: { load: 1, complexity: 1, latency: 0.5, sla: { silver: 1 } },
  balancer: 'round-robin',
};

test('SLA figures are a task that is measured, not one of the warm-up', async () => {
  const summary = await summaryOf(late);
  expect([summary.tasks.completed, summary.measured]).toEqual([100, 60]);
  expect([metrics['sla-violations'].of(summary), metrics['sla-penalty'].of(summary)]).toEqual([1, 2]);
});

test('nothing is known where warm-up is not over before the arrivals are', async () => {
  const summary = await summaryOf({ ...late, time: { mode: 'continuous', until: 20, warmup: 40 } });
  for (const name of ['sojourn', 'sla-violations', 'sla-penalty', 'utilisation'] as const) {
    expect(metrics[name].of(summary)).toBeNaN();
  }
});
