import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inProcess } from '../../src/runners/in-process.js';
import { late } from '../../src/runners/late.js';
import type { Runner } from '../../src/runners/runner.js';
import { sideBySide } from '../../src/runners/side-by-side.js';
import { ThreadPool } from '../../src/runners/thread-pool.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();

/** Squares; a job that says so ends its thread, throws, or never ends. */
const module = join(folder, 'work.mjs');
writeFileSync(
  module,
  `export default async function ({ value, fate }) {
    if (fate === 'exit') process.exit(3);
    if (fate === 'throw') throw new Error('no such luck');
    if (fate === 'hang') for (;;);
    return value * value;
  }
  export function ready() {}`,
);

interface Job {
  value: number;
  fate?: 'exit' | 'throw' | 'hang' | undefined;
}

const pool = (threads: number, ahead?: () => boolean) =>
  new ThreadPool<Job, number | string>(
    pathToFileURL(module),
    threads,
    (_, error) => `failed: ${error.message}`,
    { ahead },
  );
const here = () => inProcess<Job, number | string>(({ value }) => value * value);
const kinds: [string, () => Runner<Job, number | string>][] = [
  ['in process', here],
  ['on a thread', () => pool(1)],
  ['on a thread that has jobs ahead', () => pool(1, () => true)],
  ['on three threads', () => pool(3)],
  ['here and on two threads', () => sideBySide([here(), pool(1), pool(1)])],
];
const jobs = Array.from({ length: 20 }, (_, value) => ({ value }));

describe.each(kinds)('a runner %s', (_, create) => {
  test('does every job once, the same one twice where it is given twice', async () => {
    const runner = create();
    const squares: unknown[] = [];
    for await (const { job, result } of runner.run([...jobs, ...jobs])) squares.push([job.value, result]);
    const wanted = [...jobs, ...jobs].map(({ value }) => [value, value * value]);
    const inOrder = (list: unknown[]) => list.map((each) => JSON.stringify(each)).sort();
    expect(inOrder(squares)).toEqual(inOrder(wanted));
    await runner.close();
    await runner.close();
  });

  test('draws jobs as there is room for them, and no more once its loop is left', async () => {
    const runner = create();
    let drawn = 0;
    function* endless() {
      for (;;) yield { value: drawn++ };
    }
    let seen = 0;
    for await (const _ of runner.run(endless())) if (++seen === 3) break;
    expect(drawn).toBeLessThan(20);
    for await (const { result } of runner.run([{ value: 4 }])) expect(result).toBe(16);
    await runner.close();
  });

  test('ends with the reason of a signal', async () => {
    const runner = create();
    const controller = new AbortController();
    const run = async () => {
      for await (const _ of runner.run(jobs, controller.signal)) controller.abort(new Error('enough'));
    };
    await expect(run()).rejects.toThrow('enough');
    await runner.close();
  });
});

describe('a pool of threads', () => {
  const resultsOf = async (runner: Runner<Job, number | string>, list: Job[], signal?: AbortSignal) => {
    const results = new Map<number, number | string>();
    for await (const { job, result } of runner.run(list, signal)) results.set(job.value, result);
    return results;
  };

  test.each([1, 2])(
    'of %i goes on where a job throws, or ends its thread, and blames no other',
    async (threads) => {
      const runner = pool(threads, () => true);
      const fates = new Map<number, Job['fate']>([
        [3, 'exit'],
        [7, 'throw'],
        [11, 'exit'],
        [12, 'exit'],
        [13, 'throw'],
        [19, 'exit'],
      ]);
      const fated = jobs.map((job): Job => ({ ...job, fate: fates.get(job.value) }));
      const results = await resultsOf(runner, fated);
      expect(results.size).toBe(20);
      for (const { value, fate } of fated) {
        const wanted = { exit: expect.stringMatching(/^failed: /), throw: 'failed: no such luck' };
        expect(results.get(value)).toEqual(fate ? wanted[fate as keyof typeof wanted] : value * value);
      }
      await runner.close();
    },
  );

  test.each([undefined, () => false])('draws no job ahead where it must not', async (ahead) => {
    const runner = pool(1, ahead);
    let drawn = 0;
    function* counted() {
      for (const job of jobs) {
        drawn++;
        yield job;
      }
    }
    let seen = 0;
    for await (const _ of runner.run(counted())) expect(drawn).toBe(++seen);
    expect(seen).toBe(20);
    await runner.close();
  });

  test('ends with an error where its only thread died and none can take its place', async () => {
    const flag = join(folder, 'flag');
    const once = join(folder, 'once.mjs');
    writeFileSync(
      once,
      `import { existsSync, writeFileSync } from 'node:fs';
      if (existsSync(${JSON.stringify(flag)})) throw new Error('no memory');
      export function ready() {}
      export default function ({ value }) {
        if (value < 3) return value * value;
        writeFileSync(${JSON.stringify(flag)}, '');
        process.exit(3);
      }`,
    );
    const runner = new ThreadPool<Job, number | string>(pathToFileURL(once), 1, (_, error) => error.message);
    const seen: unknown[] = [];
    const run = async () => {
      for await (const { result } of runner.run(jobs)) seen.push(result);
    };
    await expect(run()).rejects.toThrow('no worker thread is left');
    expect(seen.slice(0, 3)).toEqual([0, 1, 4]);
    await runner.close();
  });

  test('ends a job that never ends at a signal, and can be used again', async () => {
    const runner = pool(1);
    const signal = AbortSignal.timeout(300);
    await expect(resultsOf(runner, [{ value: 1, fate: 'hang' }], signal)).rejects.toThrow();
    expect(await resultsOf(runner, [{ value: 5 }])).toEqual(new Map([[5, 25]]));
    await runner.close();
  });
});

test('a worker that dies before it is ready leaves its work to the others, and a warning', async () => {
  const broken = join(folder, 'broken.mjs');
  writeFileSync(broken, `throw new Error('no memory');`);
  const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
  const threads = late(
    async () => {},
    () => new ThreadPool<Job, number | string>(pathToFileURL(broken), 1, (_, error) => error.message),
  );
  const slow = inProcess<Job, number | string>(async ({ value }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return value * value;
  });
  const runner = sideBySide([slow, threads]);
  const squares: unknown[] = [];
  for await (const { result } of runner.run(jobs)) squares.push(result);
  expect(squares).toEqual(jobs.map(({ value }) => value * value));
  expect((await warned).message).toContain('a worker could not start, the others go on without it');
  await runner.close();
});
