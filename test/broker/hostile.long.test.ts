import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Key } from '../../src/broker/key.js';
import { postedResult } from '../../src/broker/posted-result.js';
import { queueName, resultKey, runId } from '../../src/broker/run-queue.js';
import type { Job } from '../../src/experiments/job.js';
import { jobKey } from '../../src/experiments/job.js';
import { completed, failureOf, type Result } from '../../src/experiments/result.js';
import { version } from '../../src/simulation/version.js';
import { startVickrey } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { RedisServer, serverBinary } from './redis-server.js';
import { brokerRunner, jobsOf, long, resultsHere, short } from './sweeps.js';
import { WorkerProcess } from './worker-process.js';

const secret = 'a secret of forty characters, or of more';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe.skipIf(serverBinary === undefined)('a broker that others write to', () => {
  const { folder, write } = temporaryFolder();
  let server: RedisServer;
  let redis: Redis;
  /** Reads files in one folder, gives a run 3 seconds and 256 MiB. */
  let worker: WorkerProcess;
  const open = join(folder, 'open');
  const own = write('open/servers.csv', 'capacity\n50\n60\n');
  const key = write('sweep.key', secret);

  beforeAll(async () => {
    server = await RedisServer.start(join(folder, 'redis'));
    redis = new Redis(server.port);
    worker = new WorkerProcess(server.url, ['--files', open, '--timeout', '3', '--memory', '256']);
    await worker.until(({ lines }) => lines.length > 0);
  });
  afterAll(() => redis?.disconnect());

  /** What comes of a job that is posted as it is, whatever its scenario names. */
  async function outcomeOf(job: Job): Promise<Result> {
    const runner = await brokerRunner(server.url, sha256(JSON.stringify(job)));
    try {
      for await (const { result } of runner.run([job])) return result;
      throw new Error('no result');
    } finally {
      await runner.close();
    }
  }

  const jobWith = async (scenario: object, files: Job['files'] = {}): Promise<Job> => {
    const [job] = await jobsOf(short, 1);
    return { ...job!, scenario: { ...job!.scenario, ...scenario } as Job['scenario'], files };
  };

  test('a run reads no file of the worker, and hears nothing of it', async () => {
    const path = '/proc/self/environ';
    const unlisted = await outcomeOf(await jobWith({ servers: { file: path } }));
    expect(failureOf(unlisted)!.message).toBe('servers.file: names a file that did not come with the run');
    // What a client lists and does not send.
    const { ParcelOffice } = await import('../../src/broker/parcel-office.js');
    const parcelsOf = ParcelOffice.prototype.parcelsOf;
    ParcelOffice.prototype.parcelsOf = async () => ({});
    try {
      const listed = (path: string, sha256: string) =>
        jobWith({ servers: { file: 'x' } }, { 'servers.file': { path, sha256 } }).then(outcomeOf);
      const words = (path: string) =>
        `${path}: servers.file: did not come with the run, and this worker has no such file for it`;
      const hash = sha256('x');
      for (const path of ['/proc/self/environ', '/proc/self/cmdline', key, own, '/nowhere']) {
        expect(failureOf(await listed(path, hash))!.message).toContain(words(path));
      }
      const good = await listed(own, sha256(readFileSync(own, 'utf8')));
      expect(completed(good)).toBeDefined();
    } finally {
      ParcelOffice.prototype.parcelsOf = parcelsOf;
    }
  });

  test('a run that takes too long, or too much, is ended, and the worker goes on', async () => {
    const [endless] = await jobsOf({ ...short, time: { rounds: 10_000_000 } }, 1);
    expect(failureOf(await outcomeOf(endless!))!.message).toBe(
      'a run may take 3 s on the worker that had it, and this one takes longer\n' +
        '  vickrey worker --timeout SECONDS allows more',
    );
    const large = await jobWith({ servers: { count: 2_000_000 } });
    expect(failureOf(await outcomeOf(large))!.message).toContain('takes 382 MiB at least');
    const [job] = await jobsOf(short, 1);
    expect(completed(await outcomeOf(job!))).toBeDefined();
  });

  test('forged results are found by a sweep that makes some runs again, and set aside', async () => {
    write('short.yaml', JSON.stringify(short));
    const sweep = write(
      'sweep.yaml',
      'scenario: short.yaml\nreplications: 60\noutputs: { figures: false }\n',
    );
    const out = join(folder, 'out');
    const url = `${server.url}/1`;
    // No worker is there: all that comes is forged.
    const { ended } = startVickrey(['sweep', sweep, '--broker', url, '--out', out, '--quiet']);
    const forger = new Redis(server.port, { db: 1 });
    const waiting = `vickrey:${queueName(version)}:wait`;
    while ((await forger.llen(waiting)) < 60) await new Promise((go) => setTimeout(go, 20));
    const ids = await forger.lrange(waiting, 0, -1);
    const [job] = await jobsOf(short, 1);
    const [real] = await resultsHere([job!]);
    for (const id of ids) {
      const data = await forger.hget(`vickrey:${queueName(version)}:${id}`, 'data');
      const { metrics } = (JSON.parse(data!) as { job: Job }).job;
      const figures = { metrics: Object.fromEntries(metrics.map((name) => [name, 1])), sojourns: [1, 1] };
      const outcome = { ...completed(real!)!, ...figures };
      await forger.set(resultKey(id), JSON.stringify({ ...real!, key: id.slice(-64), outcome }));
    }
    const { status, stderr } = await ended;
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: the run of seed \d+ came back from .* with digest /);
    expect(stderr).toContain(`all runs so far are set aside in ${join(out, 'distrusted-1.ndjson')}`);
    // The sweep begins anew, of another name at the broker, and believes what it makes.
    expect(existsSync(join(out, '.broker-name'))).toBe(false);
    const anew = startVickrey(['sweep', sweep, '--out', out, '--quiet']);
    expect(await anew.ended).toMatchObject({ status: 0, stderr: '' });
    forger.disconnect();
  });

  test('with a key nothing forged counts, whoever writes it first or last', async () => {
    const url = `${server.url}/2`;
    const forger = new Redis(server.port, { db: 2 });
    const jobs = await jobsOf(short, 60);
    const expected = await resultsHere(jobs);
    const forged = (job: Job): Result => ({ ...expected[0]!, key: jobKey(job), seed: job.seed });
    const [mine, theirs] = [await Key.read(key), new Key(Buffer.from('guessed'))];
    const post = async (): Promise<void> => {
      for (const [i, job] of jobs.entries()) {
        const id = runId('keyed', jobKey(job));
        const text = i % 2 === 0 ? JSON.stringify(forged(job)) : postedResult(forged(job), id, theirs);
        await forger.set(resultKey(id), text);
      }
    };
    await post();
    const told: string[] = [];
    const runner = await brokerRunner(url, 'keyed', (notice) => told.push(notice), mine);
    const stranger = new WorkerProcess(url);
    const friend = new WorkerProcess(url, ['--key', key]);
    const outcomes = new Map<number, Result['outcome']>();
    for await (const { result } of runner.run(jobs)) outcomes.set(result.seed, result.outcome);
    await runner.close();
    expect(jobs.map(({ seed }) => outcomes.get(seed))).toEqual(expected.map(({ outcome }) => outcome));
    expect(told.filter((notice) => notice.includes('not signed with the key of this sweep'))).toHaveLength(
      60,
    );
    await stranger.until(({ lines }) => lines.some(({ event }) => event === 'notice'));
    expect(stranger.runs).toEqual([]);
    const notices = stranger.lines.flatMap(({ notice }) => notice ?? []);
    expect(notices[0]).toContain('left to others: it has a --key, and this worker has none');
    expect(new Set(friend.runs.map(({ failure }) => failure))).toEqual(new Set([null]));
    forger.disconnect();
  });

  test('a run that is not signed is not done by a worker with a key', async () => {
    const url = `${server.url}/3`;
    const friend = new WorkerProcess(url, ['--key', key]);
    await friend.until(({ lines }) => lines.length > 0);
    const { Queue } = await import('bullmq');
    const connection = new Redis(server.port, { db: 3, maxRetriesPerRequest: null });
    const name = queueName(version, await Key.read(key));
    const queue = new Queue(name, { connection, prefix: 'vickrey' });
    const [job] = await jobsOf(short, 1);
    await queue.add('run', { job, parcels: {} }, { jobId: runId('unsigned', jobKey(job!)) });
    await friend.until(({ runs }) => runs.length > 0);
    expect(friend.runs[0]!.failure).toBe('is not signed with the key of this worker');
    await queue.close();
    connection.disconnect();
  });

  test.each([
    ['SIGINT', [] as string[]],
    ['SIGTERM', []],
    [undefined, ['--idle', '8']],
  ] as const)('a worker whose broker is gone ends at %s %j, without a stack', async (signal, args) => {
    const gone = await RedisServer.start(join(folder, `gone-${signal}`));
    const left = new WorkerProcess(gone.url, args);
    await left.until(({ lines }) => lines.length > 0);
    await gone.kill();
    await left.until(({ lines }) => lines.some(({ event }) => event === 'notice'));
    if (signal) left.kill(signal);
    expect(await left.ended).toBe(0);
    expect(left.stderr).toBe('');
    expect(left.lines.at(-1)).toMatchObject({ event: 'end', done: 0 });
  });

  test('a worker at a run whose broker is gone ends at the second Ctrl-C', async () => {
    const gone = await RedisServer.start(join(folder, 'gone-running'));
    const left = new WorkerProcess(gone.url);
    await left.until(({ lines }) => lines.length > 0);
    const runner = await brokerRunner(gone.url, 'gone');
    const stop = new AbortController();
    const running = runner
      .run(await jobsOf({ ...long, time: { rounds: 10_000_000 } }, 1), stop.signal)
      .next();
    running.catch(() => {});
    const database = new Redis(gone.port);
    database.on('error', () => {});
    while ((await database.llen(`vickrey:${queueName(version)}:active`)) === 0) {
      await new Promise((go) => setTimeout(go, 20));
    }
    database.disconnect();
    await gone.kill();
    left.kill('SIGINT');
    await left.until(({ lines }) => lines.some(({ notice }) => notice?.startsWith('finishing what runs')));
    left.kill('SIGINT');
    expect(await left.ended).toBe(0);
    expect(left.stderr).toBe('');
    stop.abort();
    await runner.close();
  });
});
