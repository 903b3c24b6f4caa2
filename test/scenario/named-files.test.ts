import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { readServerFile } from '../../src/scenario/server-file.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
write('tasks.csv', 'time,load\n0,1\n7.5,2\n');
write('servers.csv', 'coalition,capacity,processingRate\n1,50,5\n,60,\n0,,3\n');

const TRACE = 'arrivals: { process: trace, file: tasks.csv }\n';
const prepare = (input: ScenarioInput) => prepareScenario(input, { directory: folder });

describe('a trace', () => {
  test('is found from the folder of the scenario and named as the scenario names it', async () => {
    const { scenario, trace } = await loadScenario(write('trace.yaml', TRACE));
    expect(trace).toMatchObject({ file: 'tasks.csv', length: 2 });
    expect(scenario.arrivals).toMatchObject({ file: 'tasks.csv', format: 'csv' });
  });

  test.each([
    [1, 8],
    [2.5, 4],
    [100, 1],
  ])('lasts up to the round of its last task: rounds of %d', async (roundLength, rounds) => {
    const { scenario } = await prepare({ arrivals: { process: 'trace', file: 'tasks.csv', roundLength } });
    expect(scenario.time).toMatchObject({ rounds });
  });

  test('lasts as many rounds as the scenario says, if it says so', async () => {
    const { scenario } = await prepare({
      time: { rounds: 3 },
      arrivals: { process: 'trace', file: 'tasks.csv' },
    });
    expect(scenario.time).toMatchObject({ rounds: 3 });
  });

  test('that would take more than 2^32 − 1 rounds is refused', async () => {
    write('endless.csv', 'time,load\n1e12,1\n');
    const file = write('endless.yaml', 'arrivals:\n  process: trace\n  file: endless.csv\n');
    const [problem] = await refused(() => loadScenario(file));
    expect(problem).toMatchObject({
      file,
      line: 1,
      column: 1,
      message: 'arrivals.roundLength: the trace lasts 1e12, more than 4294967295 rounds of 1',
      hint: 'make rounds longer, or set time.rounds',
    });
  });

  test('that is not there is refused where it is named, with the path that was tried and what to set', async () => {
    const file = write('absent.yaml', 'seed: 1\narrivals: { process: trace, file: absent.csv }\n');
    expect(await refused(() => loadScenario(file))).toEqual([
      {
        file,
        line: 2,
        column: 35,
        message: `arrivals.file: ${join(folder, 'absent.csv')}: there is no such file`,
        hint: `looked for ${join(folder, 'absent.csv')}: names start at the scenario's folder; say where it is: --set arrivals.file=PATH`,
      },
    ]);
  });

  test('that is a folder is refused', async () => {
    mkdirSync(join(folder, 'inner'), { recursive: true });
    const [problem] = await refused(() => prepare({ arrivals: { process: 'trace', file: 'inner' } }));
    expect(problem!.message).toBe(`arrivals.file: ${join(folder, 'inner')}: is a folder, not a file`);
  });

  test('given by --set is taken from the current folder if it is there, and keeps its name', async () => {
    const file = write('trace.yaml', TRACE);
    const here = relative(process.cwd(), write('elsewhere/two.csv', 'time,load\n2,1\n'));
    const { scenario, trace } = await loadScenario(file, { set: [`arrivals.file=${here}`] });
    expect(trace).toMatchObject({ file: here, length: 1 });
    expect(scenario.arrivals).toMatchObject({ file: here });
  });

  test('given by --set is else taken from the folder of the scenario', async () => {
    write('three.csv', 'time,load\n2,1\n');
    const { trace } = await loadScenario(write('trace.yaml', TRACE), { set: ['arrivals.file=three.csv'] });
    expect(trace).toMatchObject({ file: 'three.csv', length: 1 });
  });

  test('in the current folder does not stand in for one that the scenario names', async () => {
    const [problem] = await refused(() => prepare({ arrivals: { process: 'trace', file: 'package.json' } }));
    expect(problem!.message).toContain('there is no such file');
  });

  test('given by --set that is no file in the current folder, and not in that of the scenario, is told so', async () => {
    const set = ['arrivals.file=src'];
    const [problem] = await refused(() => loadScenario(write('trace.yaml', TRACE), { set }));
    expect(problem).toMatchObject({
      file: '--set arrivals.file=src',
      message: 'arrivals.file: src: is a folder, not a file',
    });
  });

  test('given by --set that is nowhere is refused under the option', async () => {
    const set = ['arrivals.file=nowhere.csv'];
    const [problem] = await refused(() => loadScenario(write('trace.yaml', TRACE), { set }));
    const places = [resolve('nowhere.csv'), join(folder, 'nowhere.csv')];
    expect(problem).toMatchObject({ file: '--set arrivals.file=nowhere.csv' });
    expect(problem!.hint).toContain(`looked for ${places.join(' and ')}: `);
    const [absolute] = await refused(() => prepare({ servers: { file: join(folder, 'no.csv') } }));
    expect(absolute!.hint).toBe('say where it is: --set servers.file=PATH');
  });

  test.each(['1700000000123456789', '1700000000.1234567'])(
    'whose origin has more digits than a number keeps is refused unless it is in quotes: %s',
    async (origin) => {
      write('late.csv', `time,load\n${origin},1\n`);
      const text = (written: string) =>
        `arrivals:\n  process: trace\n  file: late.csv\n  origin: ${written}\n`;
      const file = write('late.yaml', text(origin));
      const [problem] = await refused(() => loadScenario(file));
      expect(problem).toMatchObject({
        file,
        line: 4,
        message: 'arrivals.origin: a number of more than 15 digits may be rounded',
        hint: `write it in quotes; on the command line --set "arrivals.origin='…'"`,
      });
      const { trace } = await loadScenario(write('late.yaml', text(`'${origin}'`)));
      expect([...trace!.time]).toEqual([0]);
    },
  );

  test('whose origin is a round number of nanoseconds needs no quotes', async () => {
    write('round.csv', 'time,load\n1700000000123000001,1\n');
    const arrivals = { process: 'trace', file: 'round.csv', origin: 1700000000123000000 } as const;
    const { trace } = await prepare({ arrivals });
    expect([...trace!.time]).toEqual([1]);
  });

  test('with a bad row is refused at its cell', async () => {
    const path = write('bad.csv', 'time,load\n0,1\n1,abc\n');
    const [problem] = await refused(() => prepare({ arrivals: { process: 'trace', file: 'bad.csv' } }));
    expect(problem).toMatchObject({
      file: path,
      line: 3,
      column: 3,
      message: "load: must be a number, got 'abc'",
    });
  });
});

describe('servers one by one', () => {
  test('come from a list, and count is their number', async () => {
    const { scenario, servers } = await prepare({ servers: { list: [{ capacity: 5 }, {}] } });
    expect(servers).toEqual([{ capacity: 5 }, {}]);
    expect(scenario.servers.count).toBe(2);
  });

  test('come from a CSV file, where an empty cell leaves a value out', async () => {
    const { scenario, servers } = await prepare({ servers: { file: 'servers.csv' } });
    expect(servers).toEqual([
      { coalition: 1, capacity: 50, processingRate: 5 },
      { capacity: 60 },
      { coalition: 0, processingRate: 3 },
    ]);
    expect(scenario.servers).toMatchObject({ count: 3, file: 'servers.csv', coalitions: 2 });
  });

  test('leave the number of coalitions that the others are drawn from as it is', async () => {
    const { scenario } = await prepare({ servers: { list: [{ coalition: 4 }] } });
    expect(scenario.servers.coalitions).toBe(2);
  });

  test('keep below the number of coalitions where the scenario gives it', async () => {
    const file = write('list.yaml', 'servers:\n  coalitions: 2\n  list:\n    - {}\n    - { coalition: 2 }\n');
    expect(await refused(() => loadScenario(file))).toEqual([
      {
        file,
        line: 5,
        column: 20,
        message: 'servers.list.1.coalition: must be below servers.coalitions (2), got 2',
      },
    ]);
    const [problem] = await refused(() => prepare({ servers: { coalitions: 1, file: 'servers.csv' } }));
    expect(problem).toMatchObject({ file: join(folder, 'servers.csv'), line: 2, column: 1 });
  });

  test('are not given twice', async () => {
    const file = write('twice.yaml', 'servers:\n  list: [{}]\n  file: servers.csv\n');
    const [problem] = await refused(() => loadScenario(file));
    expect(problem).toMatchObject({
      line: 3,
      column: 3,
      message: 'servers.file: servers are given by list already',
    });
  });

  test.each([
    ['capacity\n0\n', 2, 1, 'capacity: must be a number > 0, got 0'],
    ['capacity,coalition\n1,0.5\n', 2, 3, 'coalition: must be a whole number ≥ 0 and ≤ 8388607, got 0.5'],
    [
      'capacity,coalition\n1,8388608\n',
      2,
      3,
      'coalition: must be a whole number ≥ 0 and ≤ 8388607, got 8388608',
    ],
    ['coalition,capacity\n1,1e13\n', 2, 3, 'capacity: must be at most 1e12, got 1e13'],
    ['capacity\n1e-13\n', 2, 1, 'capacity: must be at least 1e-12, got 1e-13'],
    ['capacity,coalition\n1,x\n', 2, 3, "coalition: must be a number, got 'x'"],
    ['capactiy\n1\n', 1, 1, "unknown column 'capactiy'"],
    ['capacity\n', undefined, undefined, 'the file holds no server'],
  ])('of a file are refused at the cell: %j', async (text, line, column, message) => {
    const path = write('wrong.csv', text);
    const [problem] = await refused(() => prepare({ servers: { file: 'wrong.csv' } }));
    expect(problem).toMatchObject({ file: path, message, ...(line && { line, column }) });
  });
});

describe('a count beside servers one by one', () => {
  const hint = 'leave it out: servers.list says how many';
  const LIST = 'servers:\n  list: [{}, {}]\n';

  test('that is their number passes', async () => {
    expect((await prepare({ servers: { count: 2, list: [{}, {}] } })).scenario.servers.count).toBe(2);
    expect((await prepare({ servers: { count: 3, file: 'servers.csv' } })).scenario.servers.count).toBe(3);
  });

  test('that is another is refused where it is written', async () => {
    const file = write('counted.yaml', `${LIST}  count: 3\n`);
    const message = 'servers.count: 3 is not the number of servers that servers.list gives, 2';
    expect(await refused(() => loadScenario(file))).toEqual([{ file, line: 3, column: 10, message, hint }]);
  });

  test('that is another is refused beside a file too', async () => {
    const [problem] = await refused(() => prepare({ servers: { count: 7, file: 'servers.csv' } }));
    expect(problem).toEqual({
      message: 'servers.count: 7 is not the number of servers that servers.file gives, 3',
      hint: 'leave it out: servers.file says how many',
    });
  });

  test('that is another is refused under the option that gave it', async () => {
    const set = ['servers.count=100'];
    const [problem] = await refused(() => loadScenario(write('list.yaml', LIST), { set }));
    expect(problem).toMatchObject({ file: '--set servers.count=100', hint });
  });
});

test('a file with more servers than there may be is refused at the first too many', async () => {
  const path = join(folder, 'servers.csv');
  expect((await readServerFile(path, 2, 3)).servers).toHaveLength(3);
  const [problem] = await refused(() => readServerFile(path, 2, 2));
  expect(problem).toMatchObject({
    file: path,
    line: 4,
    message: expect.stringContaining('more than 2 servers'),
  });
});

describe('the loads of a trace times loadScale', () => {
  const scaled = (loadScale: number) => ({ process: 'trace', file: 'tasks.csv', loadScale }) as const;

  test.each([5e11, 1e-12])('may go to the ends of the range: %d', async (loadScale) => {
    await expect(prepare({ arrivals: scaled(loadScale) })).resolves.toBeDefined();
  });

  test('are refused beyond it, where the factor is written', async () => {
    const file = write('scaled.yaml', `seed: 1\n${TRACE.replace('file:', 'loadScale: 1e12, file:')}`);
    const message = 'arrivals.loadScale: a load of the trace times this must be at most 1e12, got 2 × 1e12';
    expect(await refused(() => loadScenario(file))).toEqual([{ file, line: 2, column: 40, message }]);
    write('small.csv', 'time,load\n0,0.5\n');
    const [problem] = await refused(() => prepare({ arrivals: { ...scaled(1e-12), file: 'small.csv' } }));
    expect(problem!.message).toContain('must be at least 1e-12');
  });
});

describe('the servers that are recorded', () => {
  test('are among those there are', async () => {
    const file = write('recorded.yaml', 'servers: { count: 3 }\nmetrics:\n  servers: [0, 3, 2, 9]\n');
    const problems = await refused(() => loadScenario(file));
    expect(problems).toMatchObject([
      { line: 3, column: 16, message: 'metrics.servers.1: there is no server 3 among 3' },
      { line: 3, column: 22, message: 'metrics.servers.3: there is no server 9 among 3' },
    ]);
  });

  test('are counted in the list where there is one', async () => {
    const [problem] = await refused(() => prepare({ servers: { list: [{}] }, metrics: { servers: [1] } }));
    expect(problem!.message).toBe('metrics.servers.0: there is no server 1 among 1');
  });
});

test('overrides of a scenario that a program wrote work as those of a file', async () => {
  const here = relative(process.cwd(), write('elsewhere/four.csv', 'time,load\n2,1\n'));
  const input: ScenarioInput = { seed: 1, arrivals: { process: 'trace', file: 'tasks.csv' } };
  const { scenario, trace } = await prepareScenario(input, {
    directory: folder,
    set: [`arrivals.file=${here}`, 'seed=2', 'seed=3'],
  });
  expect(trace).toMatchObject({ file: here, length: 1 });
  expect(scenario.seed).toBe(3);
  expect(input).toEqual({ seed: 1, arrivals: { process: 'trace', file: 'tasks.csv' } });
  expect(await refused(() => prepareScenario({}, { set: ['seed', 'seed=['] }))).toHaveLength(2);
  expect(await refused(() => prepareScenario({}, { set: ['sead=3'] }))).toEqual([
    { file: '--set sead=3', message: "unknown key 'sead'", hint: "did you mean 'seed'?" },
  ]);
});

describe('nothing is asked of a file that was refused', () => {
  const continuous = { mode: 'continuous' } as const;

  test('of a trace whether the run ends', async () => {
    write('semicolons.csv', 'time;load\n0;1\n');
    const arrivals = { process: 'trace', file: 'semicolons.csv' } as const;
    const problems = await refused(() => prepare({ time: continuous, arrivals }));
    expect(problems.map(({ file }) => file)).not.toContain(undefined);
  });

  test('of servers whether the others do any work', async () => {
    write('bad-servers.csv', 'processingRate\nfast\n');
    const servers = { file: 'bad-servers.csv', processingRate: 0 };
    const problems = await refused(() => prepare({ time: { ...continuous, tasks: 5 }, servers }));
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain('processingRate: must be a number');
  });
});

test('what is wrong with several files is reported at once', async () => {
  const problems = await refused(() =>
    prepare({ servers: { file: 'absent.csv' }, arrivals: { process: 'trace', file: 'absent.csv' } }),
  );
  expect(problems.map(({ hint }) => hint)).toEqual([
    expect.stringMatching(/; say where it is: --set servers\.file=PATH$/),
    expect.stringMatching(/; say where it is: --set arrivals\.file=PATH$/),
  ]);
});
