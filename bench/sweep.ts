import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { z } from 'zod';
import { type Job, jobOf } from '../dist/experiments/job.js';
import { type JobRunner, localRunner } from '../dist/experiments/job-runner.js';
import { completed } from '../dist/experiments/result.js';
import { prepareScenario } from '../dist/scenario/load.js';
import { type Bench, type Effort, quantile, SEED } from './bench.js';
import type { Timing } from './results.js';

const workers = 2;

/**
 * Sweeps with two workers, with one as the yardstick, in wall time a run: a short one as a user has it, from the start of the command to its end; a
 * long one, in which starting a thread and compiling on it count; and what is left when they no longer do, as in a sweep of hours. Both must have the
 * same results. It takes two cores with nothing else to do.
 */
export const sweep: Bench = async (effort) => {
  console.log(
    `two workers against one, wall time; load before: ${loadavg()[0]!.toFixed(2)} (0 for a ratio that counts)`,
  );
  return [await short(effort), await long(effort), await warm(effort)];
};

function short({ quick }: Effort): Promise<Timing> {
  const file = 'examples/sweep.yaml';
  const once = async (count: number): Promise<Timed> => {
    const start = performance.now();
    const args = ['dist/cli/main.js', 'sweep', file, '--workers', String(count), '--json'];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const ns = (performance.now() - start) * 1e6;
    const { digest, runs } = document.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1)!));
    return { digest, nsPerRun: ns / runs.planned };
  };
  return compared({ workers, sweep: file }, once, quick ? 1 : 3);
}

const document = z.object({ digest: z.string(), runs: z.object({ planned: z.number() }) });

/** In one turn, because several shorter ones would tell what starting a thread costs. */
async function long({ quick }: Effort): Promise<Timing> {
  const [runs, tasks] = quick ? [24, 60_000] : [200, 300_000];
  const jobs = await jobsOf(runs, tasks);
  const once = async (count: number): Promise<Timed> => {
    const runner = localRunner(count, { runs });
    const start = performance.now();
    const made = await madeBy(runner, jobs);
    await runner.close();
    return { ...made, nsPerRun: ((performance.now() - start) * 1e6) / runs };
  };
  // Whoever is first would compile for both.
  await madeBy(localRunner(1, { runs: 4 }), jobs.slice(0, 4));
  return compared({ workers, runs, tasks }, once, 1);
}

/** Workers that go on from turn to turn; the first, in which threads start and compile, is not counted. */
async function warm({ quick }: Effort): Promise<Timing> {
  const [runs, tasks] = quick ? [40, 20_000] : [200, 50_000];
  const jobs = await jobsOf(runs, tasks);
  const runners = new Map([1, workers].map((count) => [count, localRunner(count, { runs: 100 * runs })]));
  const once = (count: number): Promise<Timed> => madeBy(runners.get(count)!, jobs);
  await once(workers);
  const result = await compared({ workers, runs, tasks, workersAre: 'warm' }, once, quick ? 2 : 9);
  for (const runner of runners.values()) await runner.close();
  return result;
}

/** Runs of a market in continuous time. */
async function jobsOf(runs: number, tasks: number): Promise<Job[]> {
  const loaded = await prepareScenario({
    time: { mode: 'continuous', tasks },
    servers: { count: 100, processingRate: 1, capacity: 100 },
    arrivals: { process: 'poisson', rate: 90 },
    tasks: { load: { exponential: 1 }, complexity: 1 },
    balancer: { 'power-of-d': { d: 2 } },
  });
  return Array.from({ length: runs }, (_, i) => jobOf(loaded, { seed: SEED + i, metrics: ['sojourn'] }));
}

async function madeBy(runner: JobRunner, jobs: readonly Job[]): Promise<Timed> {
  const start = performance.now();
  const found = new Map<number, string>();
  for await (const { job, result } of runner.run(jobs)) found.set(job.seed, completed(result)!.digest);
  const nsPerRun = ((performance.now() - start) * 1e6) / jobs.length;
  return { nsPerRun, digest: jobs.map(({ seed }) => found.get(seed)).join() };
}

interface Timed {
  readonly nsPerRun: number;
  readonly digest: string;
}

/** Two workers and one in turns, by the median of times and of ratios. */
async function compared(
  params: Timing['params'],
  once: (workers: number) => Promise<Timed>,
  turns: number,
): Promise<Timing> {
  const digests = new Set<string>();
  const timed = async (count: number): Promise<number> => {
    const { digest, nsPerRun } = await once(count);
    digests.add(digest);
    return nsPerRun;
  };
  const [own, other]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    own.push(await timed(workers));
    other.push(await timed(1));
  }
  if (digests.size > 1) throw new Error('results depend on the number of workers');
  const ratios = own.map((time, turn) => other[turn]! / time);
  const ratio = quantile(ratios, 0.5);
  return {
    bench: 'sweep',
    params,
    nsPerOp: quantile(own, 0.5),
    yardstick: { name: '1 worker', nsPerOp: quantile(other, 0.5) },
    ratio,
    spread: (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / ratio,
  };
}
