import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { z } from 'zod';
import { jobOf } from '../dist/experiments/job.js';
import { localRunner } from '../dist/experiments/job-runner.js';
import { completed } from '../dist/experiments/result.js';
import { prepareScenario } from '../dist/scenario/load.js';
import { type Bench, type Effort, quantile, SEED } from './bench.js';
import type { Timing } from './results.js';

const workers = 2;

/**
 * Sweeps with two workers, with one as the yardstick, in wall time a run: a short one as a user has it, from the start of the command to its end, and a
 * long one, in which starting a thread and ending it counts. Both must have the same results. It takes two cores with nothing else to do.
 */
export const sweep: Bench = async (effort) => {
  console.log(
    `two workers against one, wall time; load before: ${loadavg()[0]!.toFixed(2)} (0 for a ratio that counts)`,
  );
  return [await short(effort), await long(effort)];
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

/** Runs of a market in continuous time: in one turn, because several shorter ones would tell what starting a thread costs. */
async function long({ quick }: Effort): Promise<Timing> {
  const [runs, tasks] = quick ? [24, 60_000] : [200, 300_000];
  const loaded = await prepareScenario({
    time: { mode: 'continuous', tasks },
    servers: { count: 100, processingRate: 1, capacity: 100 },
    arrivals: { process: 'poisson', rate: 90 },
    tasks: { load: { exponential: 1 }, complexity: 1 },
    balancer: { 'power-of-d': { d: 2 } },
  });
  const jobs = Array.from({ length: runs }, (_, i) =>
    jobOf(loaded, { seed: SEED + i, metrics: ['sojourn'] }),
  );
  const made = async (list: typeof jobs, count: number): Promise<Timed> => {
    const start = performance.now();
    const runner = localRunner(count, { runs: list.length });
    const found = new Map<number, string>();
    for await (const { job, result } of runner.run(list)) found.set(job.seed, completed(result)!.digest);
    await runner.close();
    const nsPerRun = ((performance.now() - start) * 1e6) / list.length;
    return { nsPerRun, digest: list.map(({ seed }) => found.get(seed)).join() };
  };
  // Whoever is first would compile for both.
  await made(jobs.slice(0, 4), 1);
  return compared({ workers, runs, tasks }, (count) => made(jobs, count), 1);
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
