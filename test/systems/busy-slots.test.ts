import { expect, test } from 'vitest';
import { prepareScenario } from '../../src/scenario/load.js';
import { simulate } from '../../src/simulation/run.js';

test.each(['fifo', 'processor-sharing'] as const)(
  'utilisation of all samples, by %s, adds up to the work of all tasks',
  async (discipline) => {
    const slots = 2;
    const loaded = await prepareScenario({
      seed: 1,
      time: { mode: 'continuous', tasks: 2000, drain: true },
      servers: { count: 3, processingRate: 0.5, slots, discipline },
      arrivals: { process: 'poisson', rate: 2 },
      tasks: { load: { exponential: 1 }, complexity: { uniform: [0.5, 1.5] } },
      balancer: { 'power-of-d': { d: 2 } },
      metrics: { interval: 7 },
    });
    let work = 0;
    let done = 0;
    let last = 0;
    const summary = simulate(loaded, {
      observers: [
        {
          arrival: ({ load, complexity }) => {
            work += load * complexity;
          },
          round: ({ time, utilisation }) => {
            done += utilisation * 3 * 0.5 * slots * (time - last);
            last = time;
          },
        },
      ],
    });
    expect(summary.tasks.completed).toBe(2000);
    expect(Math.abs(done - work)).toBeLessThan(1e-9 * work);
  },
);
