import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DecidingDefaults } from '../../src/scenario/deciding-defaults.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { vickrey } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();
const bare = join(folder, 'bare.csv');
writeFileSync(bare, 'time,load\n0.5,10\n1.5,20\n');
const full = join(folder, 'full.csv');
writeFileSync(full, 'time,load,sla,complexity,latency\n0.5,10,gold,1,3\n');

const notesOf = async (...scenarios: ScenarioInput[]): Promise<string[]> => {
  const defaults = new DecidingDefaults();
  for (const scenario of scenarios) defaults.add(await prepareScenario(scenario));
  return defaults.notes;
};
const settingsOf = async (...scenarios: ScenarioInput[]) =>
  (await notesOf(...scenarios)).map((note) => note.split(' ')[0]);
const replay = (file: string) => ({ arrivals: { process: 'trace', file } }) as const;
const continuous = { time: { mode: 'continuous' } } as const;

describe('what is drawn for a trace and nobody gave', () => {
  it('is named with what it does to loads', async () => {
    const [complexity] = await notesOf({ ...continuous, ...replay(bare) });
    expect(complexity).toBe(
      'tasks.complexity is not given, nor does the trace say it, so it is {uniform: [1, 3]}: the work of every task is its load in the trace times a draw of that, 2 on average; tasks.complexity: 1 leaves loads as they are',
    );
  });

  it.each<[string, ScenarioInput, string[]]>([
    ['all in continuous time', continuous, ['tasks.complexity', 'tasks.latency', 'tasks.sla']],
    ['no complexity in rounds', {}, ['tasks.latency', 'tasks.sla']],
    [
      'it where it acts there',
      { tasks: { complexityActs: true } },
      ['tasks.complexity', 'tasks.latency', 'tasks.sla'],
    ],
    ['nothing that is given', { ...continuous, tasks: { complexity: 1, latency: 5 } }, ['tasks.sla']],
    [
      'nothing that is given as it would be by itself',
      { tasks: { latency: { uniform: [1, 10] }, sla: { gold: 0.2, silver: 0.5, bronze: 0.3 } } },
      [],
    ],
  ])('is %s', async (_, more, settings) => {
    expect(await settingsOf({ ...replay(bare), ...more })).toEqual(settings);
  });

  it('is nothing where the trace says all, or there is none', async () => {
    expect(await notesOf({ ...continuous, ...replay(full) }, {})).toEqual([]);
  });
});

describe('what servers bid by and nobody gave', () => {
  it('is named where the auction is held against a balancer, and nowhere else', async () => {
    const against = { balancer: 'random' } as const;
    expect(await notesOf({}, { seed: 2 })).toEqual([]);
    expect(await notesOf(against, { balancer: 'round-robin' })).toEqual([]);
    expect(await notesOf({ servers: { sensitivity: 1 } }, against)).toEqual([
      'not given, so drawn by default: servers.capacity ({uniform: [50, 100]}) and servers.riskAversion ({uniform: [0, 0.5]}). Bids follow them, and they may decide between the auction and a balancer: give those of your servers',
    ]);
  });

  it('is only what no list says of every server', async () => {
    const list = [
      { capacity: 50, sensitivity: 1, riskAversion: 0 },
      { capacity: 60, sensitivity: 1 },
    ];
    const [note] = await notesOf({ servers: { list } }, { balancer: 'random' });
    expect(note).toMatch(
      /^not given, so drawn by default: servers\.riskAversion \(\{uniform: \[0, 0\.5\]\}\)\. /,
    );
  });
});

describe('commands warn of it', () => {
  const file = join(folder, 'short.yaml');
  writeFileSync(
    file,
    'time: { mode: continuous }\ntasks: { complexity: 1, sla: { gold: 1 } }\narrivals: { process: trace, file: bare.csv }\n',
  );
  const sweep = join(folder, 'sweep.yaml');
  writeFileSync(
    sweep,
    'scenario: short.yaml\nparameters: { design: grid, of: { balancer: [random, auction] } }\nreplications: 2\n',
  );
  const few = ['-n', '2', '--workers', '1'];

  it.each<[string, string[], number]>([
    ['run', [file], 1],
    ['replicate', [file, ...few], 1],
    ['compare', [file, '--vary', 'balancer=random,auction', ...few], 2],
    ['sweep', [sweep, '--workers', '1'], 2],
  ])('%s, once', (command, args, warnings) => {
    const { status, stderr } = vickrey([command, ...args, '--quiet']);
    expect(status).toBe(0);
    const told = stderr.split('\n').filter((line) => line.startsWith('warning: '));
    expect(told.map((line) => line.split(' ')[1])).toEqual(['tasks.latency', 'not'].slice(0, warnings));
  });
});
