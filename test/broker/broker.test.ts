import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { connectBroker } from '../../src/broker/broker.js';
import { brokerAddress } from '../../src/broker/broker-address.js';

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
