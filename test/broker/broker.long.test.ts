import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrokerRunner } from '../../src/broker/broker-runner.js';
import { postedResult } from '../../src/broker/posted-result.js';
import { queueName, resultKey, runId } from '../../src/broker/run-queue.js';
import { SpotChecks } from '../../src/broker/spot-checks.js';
import type { Job } from '../../src/experiments/job.js';
import { jobKey } from '../../src/experiments/job.js';
import type { JobRunner } from '../../src/experiments/job-runner.js';
import { completed, failureOf, type Result } from '../../src/experiments/result.js';
import { version } from '../../src/simulation/version.js';
import { root, startVickrey, vickrey } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { CuttableProxy } from './cuttable-proxy.js';
import { RedisServer, serverBinary } from './redis-server.js';
import { brokerRunner, jobsOf, long, Outcomes, resultsHere, short, undisturbed } from './sweeps.js';
import { WorkerProcess } from './worker-process.js';

describe.skipIf(serverBinary === undefined)('a sweep on workers at a broker', () => {
  const { folder, write } = temporaryFolder();
  let server: RedisServer;
  let redis: Redis;
  /** One of them is killed by the first test, the other one lives as long as the server. */
  let victim: WorkerProcess;
  let steady: WorkerProcess;
  let jobs: Job[];
  let expected: Result['outcome'][];

  beforeAll(async () => {
    server = await RedisServer.start(join(folder, 'redis'));
    redis = new Redis(server.port);
    redis.on('error', () => {});
    victim = new WorkerProcess(server.url);
    steady = new WorkerProcess(server.url);
    jobs = await jobsOf(short, 1000);
    expected = await undisturbed(jobs);
  });
  afterAll(() => redis?.disconnect());

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await new Promise((go) => setTimeout(go, 50));
  }

  /** Runs jobs to the end; `meanwhile` is told how many are done. */
  async function outcomesOf(
    runner: BrokerRunner,
    list: readonly Job[],
    meanwhile: (done: number) => unknown = () => {},
  ): Promise<Result['outcome'][]> {
    const outcomes = new Outcomes();
    try {
      for await (const { result } of runner.run(list)) {
        outcomes.add(result);
        await meanwhile(outcomes.bySeed.size);
      }
    } finally {
      await runner.close();
    }
    return outcomes.all;
  }

  test('loses nothing and counts nothing twice where one worker of three is killed and one hangs', async () => {
    const frozen = new WorkerProcess(server.url);
    await Promise.all([victim, steady, frozen].map((each) => each.until(({ lines }) => lines.length > 0)));
    const runner = await brokerRunner(server.url, 'killed');
    const outcomes = await outcomesOf(runner, jobs, (done) => {
      if (done === 300) victim.kill('SIGKILL');
      if (done === 400) frozen.kill('SIGSTOP');
    });
    expect(outcomes).toEqual(expected);
    // What it was at when it hung has been done by another; it goes on and is told so.
    frozen.kill('SIGCONT');
    frozen.kill('SIGINT');
    expect(await frozen.ended).toBe(0);
    expect(victim.runs.length * frozen.runs.length * steady.runs.length).toBeGreaterThan(0);
  });

  test('goes on where connections are cut', async () => {
    const proxy = await CuttableProxy.to(server.port);
    const worker = new WorkerProcess(proxy.url);
    await worker.until(({ lines }) => lines.length > 0);
    const runner = await brokerRunner(proxy.url, 'cut');
    const outcomes = await outcomesOf(runner, jobs.slice(0, 300), (done) => {
      if (done % 100 === 50) proxy.cut();
    });
    expect(outcomes).toEqual(expected.slice(0, 300));
    worker.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    const notices = worker.lines.flatMap(({ notice }) => notice ?? []);
    expect(notices[0]).toContain('the connection is lost; trying again');
    expect(notices[1]).toContain('connected again');
  });

  test('goes on where the broker crashes and comes back, and where it comes back with nothing', async () => {
    const runner = await brokerRunner(server.url, 'crashed');
    const outcomes = await outcomesOf(runner, jobs.slice(0, 400), async (done) => {
      if (done === 50) {
        await server.kill();
        await server.start();
      }
      if (done === 200) await redis.flushall();
    });
    expect(outcomes).toEqual(expected.slice(0, 400));
  });

  test('looks for what no event told of, however many events others cause', async () => {
    const list = await jobsOf({ ...short, time: { rounds: 5 } }, 3);
    const url = `${server.url}/1`;
    const strange = new Redis(server.port, { db: 1 });
    const runner = await brokerRunner(url, 'untold');
    let isOver = false;
    const events = (async () => {
      const fields = ['event', 'completed', 'jobId', 'other', 'returnvalue', 'null'];
      while (!isOver) {
        await strange.xadd(`vickrey:${queueName(version)}:events`, '*', ...fields);
        await new Promise((go) => setTimeout(go, 50));
      }
    })();
    const outcomes = outcomesOf(runner, list);
    await until(async () => (await strange.llen(`vickrey:${queueName(version)}:wait`)) === list.length);
    for (const result of await resultsHere(list)) {
      await strange.set(resultKey(runId('untold', result.key)), postedResult(result, '', undefined));
    }
    expect(await outcomes).toEqual(await undisturbed(list));
    isOver = true;
    await events;
    strange.disconnect();
  });

  test('keeps results at the broker that a check is out for, for when the sweep goes on', async () => {
    const list = jobs.slice(0, 20);
    const here = await resultsHere(list);
    const stop = new AbortController();
    let isAsked = (): void => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const endless: JobRunner = {
      async *run(_, signal) {
        yield* [];
        isAsked();
        await new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)));
      },
      async close() {},
    };
    const checks = new SpotChecks(endless, 1e-9, () => {});
    const checked = await brokerRunner(server.url, 'held', undefined, undefined, checks);
    const halted = checked.run(list, stop.signal).next();
    await asked;
    const names = here.map(({ key }) => resultKey(runId('held', key)));
    await until(async () => (await redis.exists(names)) === list.length);
    stop.abort(new Error('enough'));
    await expect(halted).rejects.toThrow('enough');
    await checked.close();
    expect(await redis.exists(names)).toBe(list.length);
    const before = steady.runs.length;
    expect(await outcomesOf(await brokerRunner(server.url, 'held'), list)).toEqual(expected.slice(0, 20));
    expect(steady.runs.length).toBe(before);
    expect(await redis.exists(names)).toBe(0);
  });

  test('keeps sweeps apart, and leaves nothing of them behind', async () => {
    const other = await jobsOf({ ...short, time: { rounds: 4 } }, 100);
    const [one, two] = await Promise.all([
      brokerRunner(server.url, 'one').then((runner) => outcomesOf(runner, jobs.slice(0, 100))),
      brokerRunner(server.url, 'two').then((runner) => outcomesOf(runner, other)),
    ]);
    expect(one).toEqual(expected.slice(0, 100));
    expect(two).toEqual(await undisturbed(other));
    const left = (await redis.keys('*')).sort();
    const queue = `vickrey:${queueName(version)}`;
    const own = ['events', 'id', 'marker', 'meta', 'stalled-check'].map((name) => `${queue}:${name}`);
    expect([...own, 'vickrey:roster']).toEqual(expect.arrayContaining(left));
  });

  test('reports a poisoned run as failed, and makes the others', async () => {
    const [good, other] = jobs;
    const scenarios = { ...good!, seed: 1, scenario: { servers: 'none' } } as Job;
    const foreign: Job = { ...good!, seed: 2, version: '0.0.0' };
    const changed: Job = { ...good!, seed: 3 };
    // Something that is no run has taken its name.
    const key = `vickrey:${queueName(version)}:${runId('poison', jobKey(changed))}`;
    const runner = await brokerRunner(server.url, 'poison');
    const { Queue } = await import('bullmq');
    const queue = new Queue(queueName(version), { connection: redis, prefix: 'vickrey' });
    await queue.pause();
    await queue.add('run', { job: 'rm -rf /', parcels: {} }, { jobId: key.split(':').at(-1)! });
    await queue.add('run', { job: other, parcels: {} }, { jobId: runId('poison', 'f'.repeat(64)) });
    const resumed = until(async () => (await queue.getWaitingCount()) === 5).then(() => queue.resume());
    const results: Result[] = [];
    const list = [scenarios, foreign, changed, good!];
    for await (const { result } of runner.run(list)) results.push(result);
    await resumed;
    await runner.close();
    await queue.close();
    const failures = results.sort((a, b) => a.seed - b.seed).map((result) => failureOf(result)?.message);
    expect(failures[0]).toBeUndefined();
    expect(failures[1]).toContain('servers');
    expect(failures[2]).toBe(`the run is for version 0.0.0, this is ${version}`);
    expect(failures[3]).toContain('the run was given up: is not a run of vickrey');
  });

  test('leaves runs to workers of its version, and both ends say so', async () => {
    const elsewhere = join(folder, 'other-version');
    mkdirSync(elsewhere);
    cpSync(join(root, 'dist'), join(elsewhere, 'dist'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(elsewhere, 'node_modules'));
    const described = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    writeFileSync(join(elsewhere, 'package.json'), JSON.stringify({ ...described, version: '9.9.9' }));
    const url = `${server.url}/2`;
    const command = join(elsewhere, 'dist/cli/main.js');
    const stranger = new WorkerProcess(url, [], { command });
    await stranger.until(({ lines }) => lines.length > 0);
    let tell = (_: string): void => {};
    const told = new Promise<string>((resolve) => {
      tell = (notice) => {
        if (notice.includes('9.9.9')) resolve(notice);
      };
    });
    const runner = await brokerRunner(url, 'versions', (notice) => tell(notice));
    const outcomes = outcomesOf(runner, jobs.slice(0, 20));
    expect(await told).toContain(
      `no worker of version ${version} is there yet: vickrey worker --broker URL starts one; ` +
        `1 worker of version 9.9.9 takes no runs of this sweep, which is of version ${version}`,
    );
    await stranger.until(({ lines }) => lines.some(({ event }) => event === 'notice'));
    expect(stranger.lines.at(-1)!.notice).toContain(
      `of version ${version} left to others: this is version 9.9.9`,
    );
    const fit = new WorkerProcess(url, ['--idle', '3']);
    expect(await outcomes).toEqual(expected.slice(0, 20));
    expect(await fit.ended).toBe(0);
    expect([stranger.runs.length, fit.runs.length]).toEqual([0, 20]);
  });

  test('has a long run given back at SIGTERM, and finished at Ctrl-C, by a thread that starves no lock', async () => {
    const url = `${server.url}/1`;
    const first = new WorkerProcess(url);
    const list = await jobsOf(long, 1);
    const runner = await brokerRunner(url, 'long');
    const outcomes = outcomesOf(runner, list);
    const queue = `vickrey:${queueName(version)}`;
    const database = new Redis(server.port, { db: 1 });
    await until(async () => (await database.llen(`${queue}:active`)) > 0);
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.runs).toEqual([]);
    const second = new WorkerProcess(url);
    await until(async () => (await database.llen(`${queue}:active`)) > 0);
    second.kill('SIGINT');
    expect(await second.ended).toBe(0);
    expect(second.runs).toEqual([{ event: 'run', sweep: 'long', seed: 0, failure: null }]);
    expect(completed({ outcome: (await outcomes)[0]! } as Result)).toBeDefined();
    database.disconnect();
  });

  test('gives up a run that takes down one worker after the other', async () => {
    const url = `${server.url}/3`;
    const last = new WorkerProcess(url);
    const outcomes = outcomesOf(await brokerRunner(url, 'deadly'), await jobsOf(long, 1));
    const queue = `vickrey:${queueName(version)}`;
    const database = new Redis(server.port, { db: 3 });
    await until(async () => (await database.llen(`${queue}:active`)) > 0);
    // Five have been killed by it already.
    const [id] = await database.lrange(`${queue}:active`, 0, 0);
    await database.hset(`${queue}:${id}`, 'stc', 5);
    last.kill('SIGKILL');
    new WorkerProcess(url);
    expect(failureOf({ outcome: (await outcomes)[0]! } as Result)?.message).toContain(
      'the run was given up: its workers have died, one after the other',
    );
    database.disconnect();
  });

  test('takes back at Ctrl-C what no worker has begun', async () => {
    const sweep = write('back.yaml', 'scenario: short.yaml\nreplications: 20\n');
    write('short.yaml', JSON.stringify(short));
    const { child, ended } = startVickrey(['sweep', sweep, '--broker', `${server.url}/4`, '--quiet']);
    const waiting = `vickrey:${queueName(version)}:wait`;
    const database = new Redis(server.port, { db: 4 });
    await until(async () => (await database.llen(waiting)) === 20);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({
      status: 130,
      stderr: expect.stringMatching(/^interrupted by SIGINT/),
    });
    expect(await database.llen(waiting)).toBe(0);
    database.disconnect();
  });

  test('takes files along, so that workers need not have them', async () => {
    const trace = write('away/trace.csv', 'time,load\n0.5,10\n1.5,20\n2.5,5\n');
    const scenario = { ...short, arrivals: { process: 'trace', file: trace, format: 'csv' } } as const;
    const list = await jobsOf(scenario, 3);
    const local = await undisturbed(list);
    const runner = await brokerRunner(server.url, 'files');
    const outcomes = outcomesOf(runner, list, () => rmSync(trace, { force: true }));
    expect(await outcomes).toEqual(local);
  });

  test('goes on where the sweep itself is killed: the digest is that of an undisturbed one', async () => {
    write('short.yaml', JSON.stringify(short));
    const sweep = write(
      'sweep.yaml',
      'scenario: short.yaml\nreplications: 200\noutputs: { figures: false }\n',
    );
    const [out, local] = [join(folder, 'out'), join(folder, 'local')];
    const args = ['sweep', sweep, '--broker', server.url, '--out', out, '--quiet'];
    const { child, ended } = startVickrey(args);
    const before = steady.runs.length;
    await steady.until(({ runs }) => runs.length >= before + 50);
    child.kill('SIGKILL');
    await ended;
    expect(vickrey(args)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(vickrey(['sweep', sweep, '--out', local, '--quiet', '--workers', '1']).status).toBe(0);
    const digest = (path: string) => JSON.parse(readFileSync(join(path, 'results.json'), 'utf8')).digest;
    expect(digest(out)).toBe(digest(local));
  });

  test('lets in who has the password, and shows it to nobody', async () => {
    const guarded = await RedisServer.start(join(folder, 'guarded'), ['--requirepass', 'open sesame']);
    const at = (user: string) => guarded.url.replace('//', `//${user}`);
    await expect(brokerRunner(guarded.url, 'none')).rejects.toThrow('does not let us in: a password');
    const { status, stderr } = vickrey(['worker', '--broker', at(':wrong%20secret@'), '--idle', '5']);
    expect(status).toBe(2);
    expect(stderr).toContain('does not let us in');
    expect(stderr).not.toContain('secret');
    await (await brokerRunner(at(':open%20sesame@'), 'one')).close();
    const env = { VICKREY_BROKER_PASSWORD: 'open sesame' };
    const worker = new WorkerProcess(guarded.url, ['--idle', '2'], { env });
    expect(await worker.ended).toBe(0);
    expect(JSON.stringify(worker.lines) + worker.stderr).not.toContain('sesame');
    const left = new WorkerProcess(guarded.url, ['--idle', '3'], { env });
    await left.until(({ lines }) => lines.some(({ event }) => event === 'ready'));
    await guarded.kill();
    expect(await left.ended).toBe(0);
    const told = left.lines.map(({ notice = '' }) => notice);
    expect(told).toContainEqual(expect.stringMatching(/^no run has come for 3 s, and the broker is away: /));
  });
});
