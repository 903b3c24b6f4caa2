import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { leastTasks } from '../../src/simulation/least-tasks.js';
import { simulate } from '../../src/simulation/run.js';
import { BatchMeans } from '../../src/statistics/batch-means.js';
import { estimateOf, halfWidth } from '../../src/statistics/estimate.js';
import { mm1 } from '../../src/theory/mm1.js';
import { vickrey } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { sojournsOfMM1 } from './draws.js';

const SEEDS = 200;
/** 95 % less three standard deviations of a binomial, which is 90.4 %. */
const BOUND = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / SEEDS);

/** M/M/1 of rate 1 with so many measured tasks, a tenth of as many before them. */
function scenarioOf(rho: number, measured: number, seed = 1): ScenarioInput {
  const warmup = measured / 10;
  return {
    seed,
    time: { mode: 'continuous', tasks: measured + warmup, warmup },
    servers: { count: 1, capacity: 1, processingRate: 1 },
    arrivals: { process: 'poisson', rate: rho },
    tasks: { load: { exponential: 1 }, complexity: 1 },
    balancer: 'random',
    metrics: { servers: 'none' },
  };
}

/** Sojourn times of the measured tasks that the engine has under the seed, to rounding. */
function sojourns(rho: number, measured: number, seed: number): number[] {
  const streams = new Streams(seed);
  const next = sojournsOfMM1(rho, streams.uniform('arrivals'), streams.uniform('tasks/load'));
  for (let task = 0; task < measured / 10; task++) next();
  return Array.from({ length: measured }, next);
}

interface Interval {
  mean: number;
  half: number;
}

function byRule(values: readonly number[]): Interval {
  const batches = new BatchMeans();
  for (const [place, value] of values.entries()) batches.add(place, value);
  return { mean: batches.mean(), half: batches.halfWidth(0.95) };
}

/** The mutant: 32 to 63 batches in order of completion, Student's t, told of any run. */
function byPlainBatches(values: readonly number[]): Interval {
  const size = 2 ** Math.floor(Math.log2(values.length / 32));
  const means = Array.from(
    { length: Math.floor(values.length / size) },
    (_, i) => estimateOf(values.slice(i * size, (i + 1) * size)).mean,
  );
  const estimate = estimateOf(means);
  return { mean: estimate.mean, half: halfWidth(estimate, 0.95) };
}

/** Share of the seeds whose interval holds the true mean. */
function coverage(rule: (values: readonly number[]) => Interval, rho: number, measured: number): number {
  const truth = mm1(rho).sojourn;
  let held = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { mean, half } = rule(sojourns(rho, measured, seed));
    if (Math.abs(mean - truth) <= half) held++;
  }
  return held / SEEDS;
}

describe('the 95 % interval of a run of M/M/1', () => {
  test.each([
    [0.5, 10_000],
    [0.8, 100_000],
  ])('is told, and holds the mean sojourn, at ρ = %s and %s tasks', async (rho, measured) => {
    const { sojourn } = simulate(await prepareScenario(scenarioOf(rho, measured)));
    expect(sojourn.least).toBeNull();
    const ours = byRule(sojourns(rho, measured, 1));
    expect(ours.mean).toBeCloseTo(sojourn.mean!, 8);
    expect(ours.half).toBeCloseTo(sojourn.halfWidth!, 8);
    expect(coverage(byRule, rho, measured)).toBeGreaterThan(BOUND);
  });

  test.each([1000, 5000])(
    'is withheld at ρ = 0.9 and %s tasks, where plain batches fail',
    async (measured) => {
      const loaded = await prepareScenario(scenarioOf(0.9, measured));
      const { sojourn } = simulate(loaded);
      expect(sojourn.halfWidth).toBeNull();
      expect(sojourn.least).toBe(leastTasks(loaded, measured / 10).sojourn);
      expect(sojourn.least).toBeGreaterThan(measured);
      expect(coverage(byPlainBatches, 0.9, measured)).toBeLessThan(BOUND);
    },
  );
});

describe('the summary of a run', () => {
  const { folder } = temporaryFolder();
  const printed = (measured: number): string => {
    const file = join(folder, `${measured}.json`);
    writeFileSync(file, JSON.stringify(scenarioOf(0.5, measured)));
    const { stdout, status } = vickrey(['run', file]);
    expect(status).toBe(0);
    return stdout;
  };

  test('says how many tasks a short run needs, and the interval of a run of so many', () => {
    const [, least] = /^sojourn .* too short for an interval: at least ([\d,]+) measured tasks$/m.exec(
      printed(1000),
    )!;
    const enough = Number(least!.replaceAll(',', ''));
    expect(enough).toBeGreaterThan(1000);
    expect(printed(enough)).toMatch(/^sojourn +\d\.\d+ ± 0\.\d+ +[\d. –]+$/m);
  });
});
