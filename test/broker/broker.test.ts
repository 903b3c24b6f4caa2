import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectBroker } from '../../src/broker/broker.js';
import { brokerAddress } from '../../src/broker/broker-address.js';
import { failureInWords } from '../../src/cli/failure.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { RedisServer, serverBinary } from './redis-server.js';
import { WorkerProcess } from './worker-process.js';

afterEach(() => vi.useRealTimers());

test('a server that says nothing is told of, and refused once it is gone', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told: string[] = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const connected = connectBroker(brokerAddress(url), (notice) => told.push(notice));
  const [socket] = (await once(server, 'connection')) as [Socket];
  await once(socket, 'data');
  vi.advanceTimersByTime(9_999);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([`${url}: no answer yet, is it a broker? still waiting`]);
  socket.write('HTTP/1.1 408 Request Timeout\r\n\r\n');
  await expect(connected).rejects.toThrow('cannot be reached');
  server.close();
});

test('a worker whose broker never answers ends by --idle', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const worker = new WorkerProcess(`redis://127.0.0.1:${port}`, ['--idle', '0.1']);
  expect(await worker.ended).toBe(0);
  expect(worker.lines).toEqual([
    { event: 'notice', notice: expect.stringContaining('no run has come for 0.1 s, and the broker is away') },
    { event: 'end', done: 0, failed: 0 },
  ]);
  server.close();
});

test('a server that does not speak TLS is told of, with what to use', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).end('-ERR\r\n')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const url = `rediss://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const refused = await connectBroker(brokerAddress(url)).catch((error) => failureInWords(error));
  expect(refused).toBe(
    `${url}: cannot be reached: it does not speak TLS\n  redis:// is for a server without TLS`,
  );
  server.close();
});

describe.skipIf(serverBinary === undefined)('a server', () => {
  const { folder } = temporaryFolder();
  let server: RedisServer;
  beforeAll(async () => {
    const options = ['--databases', '4', '--maxmemory-policy', 'allkeys-lru'];
    server = await RedisServer.start(join(folder, 'redis'), options);
  });

  test('that lacks the database is refused', async () => {
    await expect(connectBroker(brokerAddress(`${server.url}/4`))).rejects.toThrow(
      `${server.url}/4: has no database 4, it has 4 (ERR DB index is out of range)\n  end the address with a number from /0 to /3`,
    );
  });

  test('that may evict keys is warned of once, by a worker too', async () => {
    const worker = new WorkerProcess(`${server.url}/3`);
    await worker.until(({ lines }) => lines.some(({ event }) => event === 'ready'));
    worker.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(worker.stderr).toBe('');
    expect(worker.lines.filter(({ event }) => event === 'notice')).toEqual([
      {
        event: 'notice',
        notice: `${server.url}/3: may throw away runs and results where its memory is full (allkeys-lru); set maxmemory-policy noeviction there`,
      },
    ]);
  });
});
