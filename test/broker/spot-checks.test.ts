import { expect, test } from 'vitest';
import { SpotChecks, WrongResult } from '../../src/broker/spot-checks.js';
import { checkOption } from '../../src/cli/check-option.js';
import type { Job } from '../../src/experiments/job.js';
import { type JobRunner, localRunner } from '../../src/experiments/job-runner.js';
import { completed, type Result } from '../../src/experiments/result.js';
import { jobsOf, resultsHere, short } from './sweeps.js';

const jobs = await jobsOf(short, 40);
const right = await resultsHere(jobs);
const here = () => localRunner(1, { runs: jobs.length });

/** Gives these results, whatever the jobs are. */
function giving(results: readonly Result[]): JobRunner {
  return {
    async *run(list: Iterable<Job>) {
      for (const job of list) yield { job, result: results[job.seed]! };
    },
    async close() {},
  };
}

const made =
  (results: readonly Result[], list = jobs) =>
  () =>
    giving(results).run(list);

async function outcomeOf(results: readonly Result[], share: number) {
  const checks = new SpotChecks(here(), share, () => {});
  const seeds: number[] = [];
  try {
    for await (const { result } of checks.passed(made(results))) seeds.push(result.seed);
    return { seeds, checked: checks.checked };
  } catch (error) {
    return { seeds, error };
  } finally {
    await checks.close();
  }
}

const forged = (result: Result, change: object): Result => ({
  ...result,
  outcome: { ...completed(result)!, ...change },
});

test('results that are right pass, and the first is always made again', async () => {
  const seeds = jobs.map(({ seed }) => seed);
  expect(await outcomeOf(right, 1)).toEqual({ seeds, checked: jobs.length });
  expect(await outcomeOf(right, 1e-9)).toEqual({ seeds, checked: 1 });
});

test.each([
  ['digest', { digest: 'a'.repeat(64) }, /came back from .* with digest aaaaaaaaaaaaaaaa…, and has /],
  ['metric', { metrics: { sojourn: 1 } }, /with the digest that it has here, and other figures/],
])('a forged %s is found where its run is made again', async (_, change, words) => {
  const results = right.map((result) => (result.seed === 39 ? forged(result, change) : result));
  const { error } = await outcomeOf(results, 1);
  expect(error).toBeInstanceOf(WrongResult);
  expect((error as WrongResult).result.seed).toBe(39);
  expect((error as WrongResult).message).toMatch(words);
});

test('a run that ended elsewhere and fails here is wrong; one that failed elsewhere is no figure', async () => {
  const failure: Result = { ...right[0]!, outcome: { failure: { message: 'no memory' } } };
  expect(await outcomeOf([failure, ...right.slice(1)], 1)).toMatchObject({ checked: 39 });
  const checks = new SpotChecks(giving(right.map(() => failure)), 1, () => {});
  const seen: number[] = [];
  await expect(
    (async () => {
      for await (const { result } of checks.passed(made(right))) seen.push(result.seed);
    })(),
  ).rejects.toThrow('but fails here: no memory');
});

test('a check that cannot be made is no check that was passed', async () => {
  const broken: JobRunner = {
    async *run() {
      yield* [];
      throw new Error('no thread is left');
    },
    async close() {},
  };
  const checks = new SpotChecks(broken, 1, () => {});
  await expect(
    (async () => {
      for await (const _ of checks.passed(made(right)));
    })(),
  ).rejects.toThrow('no thread is left');
});

test('no result is handed on before all that were drawn before it have passed', async () => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: JobRunner = {
    async *run(list: Iterable<Job>) {
      await gate;
      for (const job of list) yield { job, result: right[job.seed]! };
    },
    async close() {},
  };
  const seen: number[] = [];
  const checks = new SpotChecks(slow, 1e-9, () => {});
  const all = (async () => {
    for await (const { result } of checks.passed(made(right))) seen.push(result.seed);
  })();
  await new Promise((go) => setTimeout(go, 50));
  expect(seen).toEqual([]);
  release();
  await all;
  expect(seen).toEqual(jobs.map(({ seed }) => seed));
});

test.each([2, 3])(
  'a check that fails while a result before it is being kept is not passed over, of %i',
  async (count) => {
    const few = jobs.slice(0, count);
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const late: JobRunner = {
      async *run(list: Iterable<Job>) {
        for (const job of list) {
          if (job.seed > 0) await gate;
          const result = right[job.seed]!;
          yield { job, result: job.seed === 1 ? forged(result, { digest: 'a'.repeat(64) }) : result };
        }
      },
      async close() {},
    };
    const seen: number[] = [];
    const checks = new SpotChecks(late, 1, () => {});
    const all = (async () => {
      for await (const { result } of checks.passed(made(right, few))) {
        seen.push(result.seed);
        release();
        await new Promise((go) => setTimeout(go, 20));
      }
    })();
    await expect(all).rejects.toThrow(WrongResult);
    expect(seen).toEqual([0]);
  },
);

test.each<[string, number | undefined]>([
  ['0', 0],
  ['0%', 0],
  ['2%', 0.02],
  ['.5%', 0.005],
  ['1%', 0.01],
  ['100%', 1],
  ['1', undefined],
  ['0.02', undefined],
  ['101%', undefined],
  ['-1%', undefined],
  ['%', undefined],
  ['1e1%', undefined],
  ['', undefined],
])('the share that is checked is given as a percentage: %j', (text, share) => {
  const parse = () => checkOption().parseArg!(text, undefined);
  if (share === undefined) expect(parse).toThrow('a percentage from 0% to 100%, with its sign');
  else expect(parse()).toBe(share);
});
