import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { sendThrough } from './task-pool.js';

test('ten million tasks go through a world that holds 10,000 at a time, in a pool of at most 16,384 rows', () => {
  const world = sendThrough(10_000_000, 10_000, new Streams(2).uniform('pool'));
  expect(world.tasks.live).toBeGreaterThan(9_000);
  expect(world.tasks.rows).toBeLessThanOrEqual(2 ** 14);
});
