import { expect, test } from 'vitest';
import { jobOf } from '../../src/experiments/job.js';
import { type JobRunner, localRunner } from '../../src/experiments/job-runner.js';
import type { Result } from '../../src/experiments/result.js';
import { prepareScenario } from '../../src/scenario/load.js';

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
  const threads = jobThreads(2, here[0]!.provenance);
  expect(JSON.stringify(await resultsOf(threads))).toBe(JSON.stringify(here));
});
