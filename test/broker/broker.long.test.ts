import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { RedisServer, serverBinary } from './redis-server.js';
import { brokerRunner, jobsOf, Outcomes, short, undisturbed } from './sweeps.js';
import { WorkerProcess } from './worker-process.js';

describe.skipIf(serverBinary === undefined)('a sweep on workers at a broker', () => {
  const { folder } = temporaryFolder();
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start(join(folder, 'redis'));
  });

  test('loses nothing and counts nothing twice where a worker of two is killed', async () => {
    const jobs = await jobsOf(short, 1000);
    const t0 = performance.now();
    const expected = await undisturbed(jobs);
    console.log('local', performance.now() - t0);
    const [victim, other] = [new WorkerProcess(server.url), new WorkerProcess(server.url)];
    const runner = await brokerRunner(server.url, 'killed', console.log);
    const outcomes = new Outcomes();
    for await (const { result } of runner.run(jobs)) {
      outcomes.add(result);
      if (outcomes.bySeed.size === 300) {console.log('kill', performance.now() - t0); victim.kill('SIGKILL'); }
      if (outcomes.bySeed.size >= 997) console.log(outcomes.bySeed.size, performance.now() - t0);
    }
    console.log('end', performance.now() - t0);
    await runner.close();
    console.log('closed', performance.now() - t0, victim.runs.length, other.runs.length);
    expect(outcomes.all).toEqual(expected);
  });
});
