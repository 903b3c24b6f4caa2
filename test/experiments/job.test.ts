import { describe, expect, test } from 'vitest';
import { type Job, jobKey, jobOf, jobSchema } from '../../src/experiments/job.js';
import { completed, failureOf, resultSchema } from '../../src/experiments/result.js';
import { runJob } from '../../src/experiments/run-job.js';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import { TraceMemory } from '../../src/scenario/trace-memory.js';
import { simulate } from '../../src/simulation/run.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();
const provenance = { version: '1', commit: null, host: 'here' };
const trace = (load: number) => `time,load\n0,1\n1,${load}\n2,3\n`;
write('arrivals.csv', trace(2));
write('servers.csv', 'capacity\n50\n60\n');
const scenario = write(
  'traced.yaml',
  'name: traced\nseed: 5\nservers: { file: servers.csv }\narrivals: { process: trace, file: arrivals.csv, format: csv }\n',
);
const run = (job: Job) => runJob(job, { provenance, traces: new TraceMemory() });
const load = async (...set: string[]) => loadScenario(scenario, { set });
const jobFrom = async (...set: string[]) => jobOf(await load(...set), { seed: 5, metrics: ['sojourn'] });

describe('a job', () => {
  test('sent as text, gives what the scenario gives', async () => {
    const loaded = await load();
    const sent = jobSchema.parse(
      JSON.parse(JSON.stringify(jobOf(loaded, { seed: 5, metrics: ['sojourn'] }))),
    );
    const result = await run(sent);
    const { digest, sojourn, tasks } = simulate(loaded);
    expect(completed(result)).toMatchObject({ digest, metrics: { sojourn: sojourn.mean } });
    expect(completed(result)!.tasks.arrived).toBe(tasks.arrived);
    expect(result).toMatchObject({ key: jobKey(sent), seed: 5, provenance });
    expect(resultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });

  test('finds its warm-up where the scenario leaves that to MSER-5, as a run of it does', async () => {
    const loaded = await prepareScenario({
      time: { mode: 'continuous', tasks: 2000, warmup: 'mser' },
      servers: { count: 1, processingRate: 1 },
      arrivals: { process: 'poisson', rate: 0.5 },
      tasks: { load: { exponential: 1 }, complexity: 1 },
      balancer: 'random',
    });
    const result = await run(jobOf(loaded, { seed: 5, metrics: ['sojourn'] }));
    const alone = simulate({ ...loaded, scenario: { ...loaded.scenario, seed: 5 } });
    expect(alone.levels!.warmup).toBeGreaterThan(0);
    expect(completed(result)).toMatchObject({
      digest: alone.digest,
      metrics: { sojourn: alone.sojourn.mean },
    });
  });

  test.each([
    ['servers.file', { servers: { file: '/proc/self/environ' } }],
    ['arrivals.file', { arrivals: { process: 'trace', file: '/proc/self/cmdline', format: 'csv' } }],
    ['auction.mechanism', { auction: { mechanism: '/mine.mjs' } }],
    ['learning.neural.load', { bidding: { neural: 'dqn' }, learning: { neural: { load: '/etc' } } }],
  ])('reads no file that it does not list: %s', async (name, change) => {
    const job = jobOf(await prepareScenario({ servers: { count: 2 } }), { seed: 5, metrics: ['sojourn'] });
    const { message } = failureOf(await run({ ...job, scenario: { ...job.scenario, ...change } }))!;
    expect(message).toBe(`${name}: names a file that did not come with the run`);
  });

  test('has a key of its content: not of where files are, nor of names, nor of the order of keys', async () => {
    const key = jobKey(await jobFrom());
    const copy = write('elsewhere/copy.csv', trace(2));
    expect(jobKey(await jobFrom(`arrivals.file=${copy}`, 'name=other'))).toBe(key);
    const job = await jobFrom();
    const reversed = Object.fromEntries(Object.entries(job.scenario).reverse());
    expect(jobKey({ ...job, scenario: reversed, parameters: { x: 1 } })).toBe(key);
    const other = write('elsewhere/other.csv', trace(4));
    const keys = [
      await jobFrom(`arrivals.file=${other}`),
      await jobFrom('servers.coalitions=1'),
      { ...job, seed: 6 },
      { ...job, version: '9' },
      { ...job, metrics: ['waiting' as const] },
    ].map(jobKey);
    expect(new Set([key, ...keys]).size).toBe(6);
  });

  test('fails, and says why, where a file has changed since, or the code is of another version', async () => {
    const job = await jobFrom();
    write('arrivals.csv', trace(7));
    expect(failureOf(await run(job))).toEqual({
      message: expect.stringMatching(/arrivals\.csv: arrivals\.file: is not the file that it was/),
    });
    write('arrivals.csv', trace(2));
    expect(failureOf(await run(job))).toBeUndefined();
    expect(failureOf(await run({ ...job, version: '9' }))!.message).toContain(
      'the run is for version 9, this is',
    );
    expect(failureOf(await run({ ...job, scenario: { servers: 3 } }))!.message).toContain('servers');
  });

  test('runs no code of a file that is not what it was', async () => {
    const code = (name: string) =>
      `globalThis.${name} = true; export default { sell: () => ({ winner: 0, payment: 1 }) };`;
    write('mine.mjs', code('ranMine'));
    const job = await jobFrom('auction.mechanism=mine.mjs', 'coalition.partners=0');
    expect(globalThis).toHaveProperty('ranMine');
    const planned = job.files['auction.mechanism']!;
    const files = {
      ...job.files,
      'auction.mechanism': { ...planned, path: write('theirs.mjs', code('ranTheirs')) },
    };
    expect(failureOf(await run({ ...job, files }))!.message).toContain('is not the file that it was');
    expect(globalThis).not.toHaveProperty('ranTheirs');
  });

  test.each([
    ['another key', (job: Job) => ({ ...job, code: 'x' })],
    ['no version', ({ version: _, ...job }: Job) => job],
    ['an unknown metric', (job: Job) => ({ ...job, metrics: ['x'] })],
    [
      'a file at another place',
      (job: Job) => ({ ...job, files: { 'ledger.file': job.files['arrivals.file'] } }),
    ],
    ['a negative seed', (job: Job) => ({ ...job, seed: -1 })],
  ])('with %s is refused', async (_, change) => {
    expect(jobSchema.safeParse(change(await jobFrom())).success).toBe(false);
  });
});

test('a trace is read again where the file has changed, and once where it has not', async () => {
  const traces = new TraceMemory();
  const path = write('remembered.csv', trace(2));
  const first = await traces.read('csv', { path, name: 'a' }, {});
  const second = await traces.read('csv', { path, name: 'b' }, {});
  expect(second.load).toBe(first.load);
  expect([first.file, second.file]).toEqual(['a', 'b']);
  write('remembered.csv', trace(12));
  expect((await traces.read('csv', { path, name: 'a' }, {})).load[1]).toBe(12);
});
