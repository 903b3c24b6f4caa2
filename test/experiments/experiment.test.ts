import { describe, expect, test } from 'vitest';
import { balancers } from '../../src/balancers/balancers.js';
import type { Alternative } from '../../src/experiments/alternative.js';
import { type ExperimentTerms, experiment } from '../../src/experiments/experiment.js';
import { type Job, jobOf } from '../../src/experiments/job.js';
import { type JobRunner, localRunner } from '../../src/experiments/job-runner.js';
import { metricNames } from '../../src/experiments/metrics.js';
import { type Completed, completed, resultOf } from '../../src/experiments/result.js';
import { runJob } from '../../src/experiments/run-job.js';
import { seedsOf } from '../../src/experiments/seeds.js';
import { inProcess } from '../../src/runners/in-process.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { TraceMemory } from '../../src/scenario/trace-memory.js';
import { simulate } from '../../src/simulation/run.js';
import type { ArrivalRecord } from '../../src/systems/records.js';

async function alternative(name: string, input: ScenarioInput): Promise<Alternative> {
  return { name, loaded: await prepareScenario(input) };
}

const provenance = { version: '1', commit: null, host: 'here' };
const workplace = { provenance, traces: new TraceMemory() };

function replicationSeeds(seed: number): number[] {
  const seeds = seedsOf(seed);
  return Array.from({ length: 5 }, () => seeds.next().value as number);
}

const usual = { metrics: ['sojourn'], seed: 1, replications: 5, level: 0.95 } as const;

async function compared(
  inputs: Record<string, ScenarioInput>,
  terms: Partial<ExperimentTerms> = {},
  runner: JobRunner = localRunner(1, { runs: 1 }),
) {
  const alternatives = await Promise.all(
    Object.entries(inputs).map(([name, input]) => alternative(name, input)),
  );
  return experiment({ ...usual, alternatives, baseline: alternatives[0]!.name, ...terms }, runner);
}

const fleet = {
  time: { mode: 'continuous', tasks: 300 },
  servers: {
    count: 5,
    processingRate: 20,
    failures: { after: { exponential: 40 }, repair: 2, work: 'reassigned' },
  },
  arrivals: { process: 'poisson', rate: 4 },
} satisfies ScenarioInput;

describe('common random numbers', () => {
  test.each<[string, ScenarioInput]>([
    ['continuous time', fleet],
    ['rounds', { time: { rounds: 30 } }],
  ])('give every balancer the very same tasks in %s', async (_, base) => {
    const tasksOf = async (balancer: ScenarioInput['balancer'], seed: number) => {
      const tasks: ArrivalRecord[] = [];
      const loaded = await prepareScenario({ ...base, balancer, seed });
      simulate(loaded, { observers: [{ arrival: (record) => tasks.push({ ...record }) }] });
      const { arrivals } = completed(await runJob(jobOf(loaded, { seed, metrics: ['sojourn'] }), workplace))!;
      return { tasks, arrivals };
    };
    const auction = await tasksOf('auction', 7);
    expect(auction.tasks.length).toBeGreaterThan(100);
    for (const name of Object.keys(balancers) as (keyof typeof balancers)[]) {
      expect(await tasksOf(name, 7)).toEqual(auction);
    }
    expect((await tasksOf('auction', 8)).arrivals).not.toBe(auction.arrivals);
  });

  test('are refused to alternatives that do not get the same tasks', async () => {
    const others: [string, ScenarioInput][] = [
      ['rate', { ...fleet, arrivals: { process: 'poisson', rate: 5 } }],
      ['latency', { ...fleet, tasks: { latency: 3 } }],
      ['length', { ...fleet, time: { mode: 'continuous', tasks: 301 } }],
    ];
    for (const [name, other] of others) {
      await expect(compared({ fleet, [name]: other })).rejects.toThrow(
        `${name}: does not get the same tasks as fleet`,
      );
    }
  });

  test('have seeds of their own in each replication, the same for all, whatever their number', async () => {
    const { runs } = await compared({ a: fleet, b: { ...fleet, balancer: 'random' } });
    const seeds = runs.map(({ seed }) => seed);
    expect(new Set(seeds).size).toBe(5);
    for (const { replication, seed } of runs) expect(seed).toBe(replicationSeeds(1)[replication]);
    expect(replicationSeeds(2)[0]).not.toBe(replicationSeeds(1)[1]);
  });
});

describe('an experiment', () => {
  test('finds no difference at all between a scenario and itself', async () => {
    const { differences, replications } = await compared({ a: fleet, b: fleet }, { metrics: metricNames });
    expect(replications).toBe(5);
    expect(differences).toHaveLength(metricNames.length);
    for (const each of differences) {
      expect(each).toMatchObject({ difference: 0, low: 0, high: 0, verdict: 'equal' });
    }
  });

  test('finds the difference of two M/M/1 queues that theory knows', async () => {
    const queue = (processingRate: number): ScenarioInput => ({
      time: { mode: 'continuous', tasks: 5000, warmup: 500 },
      servers: { count: 1, processingRate },
      arrivals: { process: 'poisson', rate: 0.5 },
      tasks: { load: { exponential: 1 }, complexity: 1 },
      balancer: 'round-robin',
    });
    const { differences, eachLevel } = await compared(
      { slow: queue(1), fast: queue(1.25) },
      { metrics: ['sojourn', 'utilisation'], replications: 20 },
    );
    // Two differences and two ratios.
    expect(eachLevel).toBeCloseTo(1 - 0.05 / 4, 12);
    const [sojourn, utilisation] = differences;
    // Mean sojourn 1 / (μ − λ); utilisation λ / μ.
    expect(sojourn!.verdict).toBe('lower');
    expect(sojourn!.low).toBeLessThan(1 / 0.75 - 1 / 0.5);
    expect(sojourn!.high).toBeGreaterThan(1 / 0.75 - 1 / 0.5);
    expect(sojourn!.correlation).toBeGreaterThan(0.9);
    expect(sojourn!.varianceReduction).toBeGreaterThan(2);
    expect(utilisation!.low).toBeLessThan(0.4 - 0.5);
    expect(utilisation!.high).toBeGreaterThan(0.4 - 0.5);
  });

  test('accounts for every task of every run', async () => {
    const lossy = { ...fleet.servers, failures: { ...fleet.servers.failures, work: 'lost' as const } };
    const { runs } = await compared({ a: fleet, b: { ...fleet, servers: lossy } });
    for (const { tasks } of runs) {
      expect(tasks.arrived).toBe(300);
      expect(tasks.completed + tasks.unfinished + tasks.rejected + tasks.lost).toBe(300);
    }
    expect(runs.some(({ tasks }) => tasks.lost > 0)).toBe(true);
  });

  test('says whether all replications had the same tasks', async () => {
    const fixed: ScenarioInput = {
      time: { mode: 'continuous', tasks: 50 },
      arrivals: { process: 'constant', rate: 1 },
      tasks: { load: 2, complexity: 1, latency: 5, sla: { gold: 1 } },
    };
    const random = { balancer: 'random' } as const;
    expect((await compared({ a: fixed, b: { ...fixed, ...random } })).sameArrivals).toBe(true);
    expect((await compared({ a: fleet, b: { ...fleet, ...random } })).sameArrivals).toBe(false);
  });

  test('names the run that fails, and its seed', async () => {
    const seed = replicationSeeds(1)[2]!;
    const unlucky = inProcess(async (job: Job) =>
      job.seed === seed
        ? resultOf(job, { failure: { message: 'out of luck' } }, provenance)
        : runJob(job, workplace),
    );
    await expect(compared({ a: fleet, b: fleet }, {}, unlucky)).rejects.toMatchObject({
      ...{ alternative: 'a', replication: 2, seed, cause: { message: 'out of luck' } },
      message: `a: replication 2 failed, with seed ${seed}`,
    });
  });
});

describe('a wanted precision', () => {
  /** Runs whose sojourn is `base` of the scenario, plus what its seed adds to all. */
  function runner(outcome: Completed, noise: (name: unknown, seed: number) => number): JobRunner {
    return inProcess((job) => {
      const sojourn = 10 + noise(job.scenario.name, job.seed);
      return resultOf(job, { ...outcome, metrics: { sojourn }, arrivals: `${job.seed}` }, provenance);
    });
  }
  const stopped = async (size: number, precision: number) => {
    const job = jobOf(await prepareScenario(fleet), { seed: 1, metrics: ['sojourn'] });
    const outcome = completed(await runJob(job, workplace))!;
    // The spread of the differences is that of a uniform draw of this size.
    const noise = (name: unknown, seed: number): number => (name === 'b' ? (size * (seed % 1000)) / 1000 : 0);
    return compared(
      { a: { ...fleet, name: 'a' }, b: { ...fleet, name: 'b' } },
      { replications: 60, precision },
      runner(outcome, noise),
    );
  };

  test('stops at the twentieth replication at the earliest', async () => {
    const { replications, precise } = await stopped(1e-3, 0.05);
    expect({ replications, reached: precise?.reached }).toEqual({ replications: 20, reached: true });
  });

  test('stops when each interval is narrow enough, and not before', async () => {
    const { replications, precise, differences } = await stopped(4, 0.05);
    expect(precise?.reached).toBe(true);
    expect(replications).toBeGreaterThan(20);
    expect(replications).toBeLessThan(60);
    const [{ low, high, baselineMean }] = differences as [(typeof differences)[0]];
    expect((high! - low!) / 2).toBeLessThanOrEqual(0.05 * baselineMean!);
  });

  test('says about how many replications it takes where there were too few', async () => {
    const { replications, precise } = await stopped(4, 0.01);
    expect(replications).toBe(60);
    expect(precise!.reached).toBe(false);
    // Deviation 4/√12 of the differences, 97.5 % each: (2.3 · 1.155 / 0.1)² = 706, more where the sample is skewed.
    expect(precise!.replications! / 706).toBeGreaterThan(0.6);
    expect(precise!.replications! / 706).toBeLessThan(2);
  });
});
