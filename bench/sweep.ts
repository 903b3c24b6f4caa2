import { jobOf } from '../dist/experiments/job.js';
import { localRunner } from '../dist/experiments/job-runner.js';
import { completed } from '../dist/experiments/result.js';
import { prepareScenario } from '../dist/scenario/load.js';
import { type Bench, quantile, SEED } from './bench.js';
import type { Timing } from './results.js';

const workers = 2;

/**
 * Runs of a market in continuous time on two workers, with one as the yardstick, in wall time a run: starting threads and ending them counts.
 * Both must have the same results. It takes two cores with nothing else to do.
 */
export const sweep: Bench = async ({ quick }): Promise<Timing[]> => {
  const [runs, tasks, turns] = quick ? [4, 2000, 1] : [120, 400_000, 3];
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
  const digests = new Set<string>();
  const nsPerRun = async (count: number): Promise<number> => {
    const start = performance.now();
    const runner = localRunner(count);
    const found = new Map<number, string>();
    for await (const { job, result } of runner.run(jobs)) found.set(job.seed, completed(result)!.digest);
    await runner.close();
    digests.add(jobs.map(({ seed }) => found.get(seed)).join());
    return ((performance.now() - start) * 1e6) / runs;
  };
  const [own, other]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    own.push(await nsPerRun(workers));
    other.push(await nsPerRun(1));
  }
  if (digests.size > 1) throw new Error('results depend on the number of workers');
  const ratios = own.map((time, turn) => other[turn]! / time);
  const [mine, its] = [quantile(own, 0.5), quantile(other, 0.5)];
  return [
    {
      bench: 'sweep',
      params: { workers, runs, tasks },
      nsPerOp: mine,
      yardstick: { name: '1 worker', nsPerOp: its },
      ratio: its / mine,
      spread: (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / (its / mine),
    },
  ];
};
