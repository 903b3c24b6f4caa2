import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/scenario/load.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();
const TEXT = `seed: 1
servers:
  capacity: 100
  list:
    - capacity: 5
    - { capacity: 6 }
arrivals: { process: poisson, rate: 3 }
`;

const load = (...set: string[]) => loadScenario(write('scenario.yaml', TEXT), { set });

async function problems(...set: string[]) {
  return (await refused(() => load(...set))).map(({ file, line, message, hint }) => ({
    at: line === undefined ? file : `line ${line}`,
    message,
    ...(hint && { hint }),
  }));
}

describe('--set path=value', () => {
  test('takes the place of what the file says, the last of several winning', async () => {
    const { scenario } = await load('seed=2', 'seed=3', 'learning.mode=q-learning', 'name=a=b');
    expect(scenario).toMatchObject({ seed: 3, learning: { mode: 'q-learning', rate: 0.1 }, name: 'a=b' });
  });

  test('reads its value as YAML', async () => {
    const { scenario } = await load(
      'tasks.load={ uniform: [1, 2] }',
      'ledger.enabled=true',
      'metrics.servers=[0, 1]',
    );
    expect(scenario).toMatchObject({
      tasks: { load: { uniform: [1, 2] } },
      ledger: { enabled: true },
      metrics: { servers: [0, 1] },
    });
  });

  test('reaches into lists by number, appends at their end, and makes a list for 0', async () => {
    const { scenario, servers } = await load(
      'servers.list.1.capacity=7',
      'servers.list.2={ coalition: 1 }',
      'metrics.servers.0=2',
    );
    expect(servers).toEqual([{ capacity: 5 }, { capacity: 7 }, { coalition: 1 }]);
    expect(scenario.servers.count).toBe(3);
    expect(scenario.metrics.servers).toEqual([2]);
  });

  test('below a number replaces the number by a mapping', async () => {
    const { scenario } = await load('servers.capacity.uniform=[1, 2]');
    expect(scenario.servers.capacity).toEqual({ uniform: [1, 2] });
  });

  test('changes one use of an anchor and leaves the others', async () => {
    const file = write('alias.yaml', 'servers:\n  capacity: &c { uniform: [1, 2] }\n  sensitivity: *c\n');
    const { scenario } = await loadScenario(file, { set: ['servers.sensitivity.uniform.1=9'] });
    expect(scenario.servers).toMatchObject({
      capacity: { uniform: [1, 2] },
      sensitivity: { uniform: [1, 9] },
    });
  });

  test('repairs a value that would be refused in the file', async () => {
    const file = write('broken.yaml', 'seed: abc\n');
    expect((await loadScenario(file, { set: ['seed=4'] })).scenario.seed).toBe(4);
  });

  test('is shown in place of the file where its value is refused', async () => {
    expect(await problems('servers.list.0.capacity=abc')).toEqual([
      {
        at: '--set servers.list.0.capacity=abc',
        message: "servers.list.0.capacity: must be a number > 0, got 'abc'",
      },
    ]);
    expect(await problems('servers.capacity.uniform=[5, 1]')).toEqual([
      {
        at: '--set servers.capacity.uniform=[5, 1]',
        message: 'servers.capacity.uniform: the lower end is above the upper end',
      },
    ]);
    expect(await problems('servers.capacity.exponential=-1', 'servers.capacity.exponential=0')).toEqual([
      {
        at: '--set servers.capacity.exponential=0',
        message: 'servers.capacity.exponential: must be a number > 0, got 0',
      },
    ]);
  });

  test('of an unknown path is refused with the nearest key', async () => {
    expect(await problems('servrs.count=3')).toEqual([
      { at: '--set servrs.count=3', message: "unknown key 'servrs'", hint: "did you mean 'servers'?" },
    ]);
    expect(await problems('servers.cuont=3')).toEqual([
      { at: '--set servers.cuont=3', message: "servers: unknown key 'cuont'", hint: "did you mean 'count'?" },
    ]);
    expect(await problems('__proto__.seed=3')).toMatchObject([{ message: "unknown key '__proto__'" }]);
  });

  test('leaves what the file says at the place in the file', async () => {
    expect(await problems('arrivals.process=sinusoidal')).toEqual([
      {
        at: 'line 7',
        message: "arrivals: unknown key 'rate'",
        hint: 'it is a key of process: poisson, constant, not of sinusoidal; leave it out, or give arrivals as a whole',
      },
    ]);
  });

  test.each([
    ['seed', 'must be path=value'],
    ['=3', 'must be path=value'],
    ['servers..count=3', 'must be path=value'],
    ['seed=[1', 'the value: not valid YAML'],
    ['seed={a: 1, a: 2}', 'the value: this key is there twice'],
    ['seed=*x', "the value: no anchor '&x' above this alias"],
    [`seed=${'['.repeat(20_000)}`, 'the value: lists and mappings are nested more than 100 deep'],
    [`${'a.'.repeat(20_000)}a=1`, 'the path has more than 100 steps'],
    ['servers.list.5.capacity=1', "'5' is no place in a list of 2"],
    ['servers.list.first=1', "'first' is no place in a list of 2"],
    ['seed=', 'seed: must be a whole number ≥ 0, got nothing'],
  ])('that is malformed is refused: %s', async (text, message) => {
    const [problem] = await problems(text);
    expect(problem!.at).toBe(`--set ${text}`);
    expect(problem!.message).toContain(message);
  });

  test('reports all that is malformed at once', async () => {
    expect(await problems('seed', 'seed=[', 'name=x')).toHaveLength(2);
  });
});

describe('the option seed', () => {
  test('takes the place of the seed of the file and of --set', async () => {
    const { scenario } = await loadScenario(write('scenario.yaml', TEXT), { set: ['seed=2'], seed: 9 });
    expect(scenario.seed).toBe(9);
  });

  test('is refused as any seed is', async () => {
    const [problem] = await refused(() => loadScenario(write('scenario.yaml', TEXT), { seed: -1 }));
    expect(problem).toMatchObject({ file: '--seed -1', message: 'seed: must be a whole number ≥ 0, got -1' });
  });
});
