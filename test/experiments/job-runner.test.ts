import { expect, test } from 'vitest';
import { type Job, jobOf } from '../../src/experiments/job.js';
import { type JobRunner, localRunner } from '../../src/experiments/job-runner.js';
import { failureOf, type Result } from '../../src/experiments/result.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';

/** As it is built: threads load no TypeScript. */
const built = new URL('../../dist/experiments/job-runner.js', import.meta.url).href;
const { jobThreads } = (await import(built)) as typeof import('../../src/experiments/job-runner.js');

test('threads give what this process gives, byte for byte', async () => {
  const loaded = await prepareScenario({ servers: { count: 5 }, time: { rounds: 20 } });
  const jobs = [3, 4, 5, 6].map((seed) => jobOf(loaded, { seed, metrics: ['sojourn', 'utilisation'] }));
  const resultsOf = async (runner: JobRunner): Promise<Result[]> => {
    const results = new Map<number, Result>();
    for await (const { job, result } of runner.run(jobs)) results.set(job.seed, result);
    await runner.close();
    return jobs.map(({ seed }) => results.get(seed)!);
  };
  const here = await resultsOf(localRunner(1, { runs: jobs.length }));
  expect(JSON.stringify(here)).toContain('"stop":"complete"');
  const threads = jobThreads(2, { provenance: here[0]!.provenance });
  expect(JSON.stringify(await resultsOf(threads))).toBe(JSON.stringify(here));
});

test('a thread ends a run that takes more memory than it may, and goes on', async () => {
  const provenance = { version: '1', commit: null, host: 'here' };
  const job = async (scenario: ScenarioInput) =>
    jobOf(await prepareScenario(scenario), { seed: 1, metrics: ['sojourn'] });
  const large = await job({ servers: { count: 1_000_000 } });
  // Tasks come ten times as fast as they go.
  const growing = await job({
    time: { mode: 'continuous', tasks: 4_000_000 },
    servers: { count: 1, processingRate: 1 },
    arrivals: { process: 'poisson', rate: 10 },
    tasks: { load: { exponential: 1 }, complexity: 1 },
    balancer: 'random',
  });
  const small = await job({ servers: { count: 5 }, time: { rounds: 20 } });
  const threads = jobThreads(1, { provenance, memory: 100 });
  const results = new Map<Job, Result>();
  for await (const { job, result } of threads.run([large, growing, small])) results.set(job, result);
  await threads.close();
  const messageOf = (job: Job) => failureOf(results.get(job)!)?.message;
  const may = 'a run may take 100 MiB of memory on the worker that had it, and this one';
  expect(messageOf(large)).toContain(`${may} takes 191 MiB at least`);
  expect(messageOf(growing)).toContain(`${may} takes more\n  vickrey worker --memory MIB allows more`);
  expect(failureOf(results.get(small)!)).toBeUndefined();
});
