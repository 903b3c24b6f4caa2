import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { World } from '../../src/world/world.js';
import { oneServer, sendThrough } from './task-pool.js';

const traits = { load: 1, complexity: 1, latency: 1, sla: 0 };

describe('the pool of tasks', () => {
  test('never hands a row out twice nor leaves a stale value in it', () => {
    const world = sendThrough(50_000, 300, new Streams(1).uniform('pool'));
    expect(world.tasks.rows).toBeLessThanOrEqual(512);
  });

  test('refuses to despawn a task twice', () => {
    const { tasks } = new World([oneServer]);
    const row = tasks.spawn(0, 0, traits);
    tasks.despawn(row);
    expect(() => tasks.despawn(row)).toThrow(/not in use/);
    expect(() => tasks.despawn(10_000)).toThrow(/not in use/);
    expect(tasks.live).toBe(0);
  });

  test('keeps the columns of a task that left readable until the next spawn', () => {
    const { tasks } = new World([oneServer]);
    const row = tasks.spawn(41, 3, traits);
    tasks.despawn(row);
    expect(tasks.number[row]).toBe(41);
  });
});

describe('two worlds', () => {
  test('share nothing', () => {
    const [one, other] = [new World([oneServer]), new World([oneServer, oneServer])];
    one.tasks.spawn(0, 0, traits);
    one.servers.load[0] = 5;
    one.record(0);
    expect(other.tasks.live).toBe(0);
    expect(other.servers.load[0]).toBe(0);
    expect([...one.recordedServers()]).toEqual([0]);
    expect([...other.recordedServers()]).toEqual([]);
  });
});

test('recorded servers are told by ascending id, however they were marked and however many there are', () => {
  const world = new World(Array.from({ length: 200 }, () => oneServer));
  for (const server of [150, 3, 199, 64, 0, 3]) world.record(server);
  expect([...world.recordedServers()]).toEqual([0, 3, 64, 150, 199]);
});
