import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadAlternatives } from '../../src/experiments/alternatives.js';
import type { InputError } from '../../src/input/input-error.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();
const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const a = written('a.yaml', 'servers: { count: 3 }\n');
const b = written('b.yaml', 'servers: { count: 4 }\n');
const loadAll = (files: string[], vary: string[] = [], set: string[] = []) =>
  loadAlternatives(files, { set, vary });
const namesOf = async (...args: Parameters<typeof loadAll>) =>
  (await loadAll(...args)).map(({ name }) => name);

describe('alternatives', () => {
  test('are files, named after them, the same one twice too', async () => {
    expect(await namesOf([a, b])).toEqual(['a', 'b']);
    expect(await namesOf([a, a])).toEqual(['a', 'a (2)']);
    const third = written('a (2).yaml', 'servers: { count: 5 }\n');
    expect(await namesOf([a, a, third])).toEqual(['a', 'a (2)', 'a (2) (2)']);
  });

  test('are named with their folders where two files are called the same', async () => {
    mkdirSync(join(folder, 'other'));
    const other = written('other/a.yaml', 'servers: { count: 4 }\n');
    expect(await namesOf([a, other, b])).toEqual([join(folder, 'a'), join(folder, 'other/a'), 'b']);
  });

  test('are values of one place, and of several every combination', async () => {
    expect(await namesOf([a], ['balancer=auction,random'])).toEqual(['auction', 'random']);
    expect(await namesOf([a, b], ['balancer=random,round-robin'])).toEqual([
      ...['a random', 'a round-robin', 'b random', 'b round-robin'],
    ]);
    const all = await loadAll([a], ['balancer=auction,random', 'servers.count=5,6'], ['name=x']);
    expect(all.map(({ name }) => name)).toEqual(['auction 5', 'auction 6', 'random 5', 'random 6']);
    expect(
      all.map(({ loaded: { scenario } }) => [scenario.name, scenario.balancer, scenario.servers.count]),
    ).toEqual([
      ['x', 'auction', 5],
      ['x', 'auction', 6],
      ['x', 'random', 5],
      ['x', 'random', 6],
    ]);
  });

  test('have values with commas in brackets or quotes', async () => {
    const all = await loadAll([a], ["balancer={power-of-d: {d: 3, by: ratio}},random,'round-robin'"]);
    expect(all.map(({ loaded }) => loaded.scenario.balancer)).toEqual([
      ...[{ 'power-of-d': { d: 3, by: 'ratio', replacement: false } }, 'random', 'round-robin'],
    ]);
  });

  test.each<[string, string[], string[], string]>([
    ['one alone', [a], [], 'nothing to compare with'],
    [
      'a sweep',
      [written('sweep.yaml', 'scenario: a.yaml\n')],
      [],
      'sweep.yaml: is a sweep, where a scenario is wanted',
    ],
    ['one value alone', [a], ['balancer=random'], 'nothing to compare with'],
    ['no values', [a], ['balancer'], '--vary balancer: must be path=value,value…'],
    ['seeds', [a], ['seed=1,2'], 'a seed cannot be compared'],
    ['an unknown path', [a], ['servers.cuont=1,2'], "--vary servers.cuont=1: servers: unknown key 'cuont'"],
    ['an unknown value', [a], ['balancer=auction,ranom'], '--vary balancer=ranom'],
    [
      'a warm-up of their own',
      [a],
      ['balancer=auction,random', 'time={mode: continuous, tasks: 99, warmup: mser}'],
      'a.yaml: time.warmup: mser would leave out other tasks of each alternative',
    ],
    ['a missing file', [a, join(folder, 'none.yaml')], [], 'none.yaml'],
  ])('refuse %s', async (_, files, vary, message) => {
    await expect(loadAll(files, vary)).rejects.toThrow(message);
  });

  test('tell what is wrong with their file once', async () => {
    const bad = written('bad.yaml', 'sevrers: {}\n');
    const error = await loadAll([bad], ['balancer=auction,random']).catch((error: unknown) => error);
    expect((error as InputError).problems).toHaveLength(1);
  });
});
