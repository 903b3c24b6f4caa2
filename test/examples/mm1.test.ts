import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { root } from '../cli/vickrey.js';

it('examples/mm1.mjs, a model on the engine alone, finds what theory says', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['examples/mm1.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const numbers = (title: string) =>
    stdout
      .match(new RegExp(`^${title} .*$`, 'm'))![0]
      .match(/\d+\.\d+/g)!
      .map(Number);
  const [mean, halfWidth, sojourn] = numbers('mean sojourn') as [number, number, number];
  expect(sojourn).toBe(5);
  expect(Math.abs(mean - sojourn)).toBeLessThan(halfWidth);
  expect(halfWidth / sojourn).toBeLessThan(0.05);
  // The share of tasks above the 99th percentile is estimated well enough for 5 % of it, the mean number for 3 %.
  const [p99, atP99] = numbers('p99 sojourn') as [number, number];
  expect(Math.abs(p99 / atP99 - 1)).toBeLessThan(0.05);
  const [inSystem, load] = numbers('tasks in system') as [number, number];
  expect(load).toBe(4);
  expect(Math.abs(inSystem / load - 1)).toBeLessThan(0.03);
});
