import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { BatchMeans } from '../../src/statistics/batch-means.js';
import { halfWidth } from '../../src/statistics/estimate.js';
import { sojournsOfMM1 } from './draws.js';

test.each([
  { rho: 0.5, tasks: 50_000, least: 0.93 },
  { rho: 0.8, tasks: 150_000, least: 0.93 },
  { rho: 0.9, tasks: 500_000, least: 0.92 },
])(
  'batch means hold the mean sojourn of M/M/1 at $rho after $tasks tasks: 95% intervals, $least at least',
  ({ rho, tasks, least }) => {
    const runs = 200;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const next = sojournsOfMM1(rho, new Streams(run).uniform(`at ${rho}`));
      const batches = new BatchMeans();
      for (let i = 0; i < 2000; i++) next();
      for (let i = 0; i < tasks; i++) batches.add(next());
      const estimate = batches.estimate();
      if (Math.abs(estimate.mean - 1 / (1 - rho)) <= halfWidth(estimate, 0.95)) held++;
    }
    // 3.5 standard deviations of a binomial below what is told.
    expect(held / runs).toBeGreaterThan(least - 3.5 * Math.sqrt((0.95 * 0.05) / runs));
    expect(held).toBeLessThan(runs);
  },
);
