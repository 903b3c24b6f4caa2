import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RunDirectory } from '../../src/output/run-directory.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { startVickrey, vickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();
const few = write('few.yaml', 'servers: { count: 2 }\ntime: { rounds: 5 }\n');
const seedOf = (out: string): number => JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).seed;

it('lets one of two runs have a folder, and refuses the other before its run', async () => {
  const out = join(folder, 'both');
  const seeds = [1, 2];
  const ends = await Promise.all(
    seeds.map((seed) => startVickrey(['run', few, '--seed', `${seed}`, '--out', out, '--quiet']).ended),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual([0, 2]);
  expect(seedOf(out)).toBe(seeds[ends.findIndex(({ status }) => status === 0)]);
  expect(ends.find(({ status }) => status === 2)?.stderr).toMatch(
    /^error: [^\n]*: (?:is in use by process \d+|holds a finished run)/,
  );
  expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('leaves the old run or the new one where it is killed while it replaces the one with the other', async () => {
  const out = join(folder, 'replaced');
  expect(vickrey(['run', few, '--seed', '1', '--out', out, '--quiet']).status).toBe(0);
  const { child, ended } = startVickrey(['run', few, '--seed', '2', '--out', out, '--force', '--quiet']);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const isMoving = (): boolean => readdirSync(out).some((name) => name.startsWith('.publishing-'));
  while (!isMoving() && !isOver) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGKILL');
  await ended;
  // As the next command opens it.
  new RunDirectory(out, true, {
    ...{ marker: 'summary.json', contents: 'run', owned: [], shared: true },
  }).abort();
  expect(seedOf(out)).toBe(2);
  const { tasks } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  expect(readFileSync(join(out, 'auctions.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(
    1 + tasks.arrived,
  );
  expect(readdirSync(out).sort()).toEqual([
    'auctions.csv',
    'plots',
    'report.html',
    'rounds.csv',
    'servers.csv',
    'summary.json',
  ]);
});

it('leaves nothing behind where its terminal is closed', async () => {
  const out = join(folder, 'closed');
  const { child, ended } = startVickrey([
    'run',
    few,
    '--set',
    'time.rounds=100000000',
    '--out',
    out,
    '--quiet',
  ]);
  const isWriting = (): boolean =>
    existsSync(out) && readdirSync(out).some((name) => name.startsWith('.partial-'));
  while (!isWriting()) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGHUP');
  expect(await ended).toMatchObject({ status: 129, stderr: 'interrupted by SIGHUP: nothing was written\n' });
  expect(existsSync(out)).toBe(false);
});

it.each([
  ['ends the process', 'process.exit(0)'],
  ['fails later', "Promise.reject(new Error('late')); return [0, 1]"],
])('leaves nothing behind where a mechanism %s', (name, body) => {
  writeFileSync(join(folder, 'own.mjs'), `export default { sell() { ${body}; } };`);
  const file = write('own.yaml', 'servers: { count: 3 }\nauction: { mechanism: own.mjs }\n');
  const out = join(folder, name.replaceAll(' ', '-'));
  expect(vickrey(['run', file, '--out', out, '--quiet']).status).toBe(1);
  expect(existsSync(out)).toBe(false);
});

it.each([
  ['run', ['run', 'code.yaml'], 'summary.json'],
  ['compare', ['compare', 'code.yaml', '--vary', 'servers.count=3,4', '--workers', '1'], 'compare.json'],
  ['lab', ['lab', './code.mjs'], 'lab.json'],
  ['run, of a sweep', ['run', 'code.yaml', '--force'], 'runs.ndjson'],
  ['compare, of a run', ['compare', 'code.yaml', '--vary', 'servers.count=3,4', '--force'], 'summary.json'],
  ['lab, of a comparison', ['lab', './code.mjs', '--force'], 'compare.json'],
  ['replicate, of a profile', ['replicate', 'code.yaml', '-n', '2'], 'profile.json'],
])('runs no code that a scenario names where %s refuses its folder', (name, args, marker) => {
  const ran = join(folder, `${name}-ran`);
  write('code.mjs', `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(ran)}, '');`);
  write('code.yaml', 'servers: { count: 3 }\nauction: { mechanism: code.mjs }\n');
  write(`${name}/${marker}`, '{}');
  const { status, stderr } = vickrey([...args, '--out', name], { cwd: folder });
  expect(stderr).toMatch(
    name.includes(',')
      ? `: holds a ${name.split(' ').at(-1)} (${marker})\n`
      : /^error: [^\n]*: holds a finished /,
  );
  expect(status).toBe(2);
  expect(existsSync(ran)).toBe(false);
});

it.each([
  ['compare, of another file', ['compare', 'named.yaml', 'wrong.yaml'], 'wrong.yaml:1:'],
  ['compare, of a baseline', ['compare', 'named.yaml', 'code.yaml', '--baseline', 'x'], '--baseline: '],
  ['lab, of a property', ['lab', './named.mjs', '--property', 'truth'], '--property: there is no'],
  ['lab, of what is expected', ['lab', './named.mjs', '--expect', 'truth'], '--expect: there is no'],
  ['environment', ['environment', 'named.yaml', '--set', 'balancer=random'], 'an environment steps'],
])('runs no code that a scenario names where something else is refused: %s', (name, args, words) => {
  const ran = join(folder, `${name}-ran`);
  write('named.mjs', `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(ran)}, '');`);
  write('named.yaml', 'servers: { count: 3 }\nauction: { mechanism: named.mjs }\n');
  write('wrong.yaml', 'servers: { count: none }\n');
  const { status, stderr } = vickrey(args, { cwd: folder });
  expect(stderr).toContain(`error: ${words}`);
  expect(status).toBe(2);
  expect(existsSync(ran)).toBe(false);
});

it.each([
  ['replicate', ['replicate', 'own-code.yaml', '-n', '2', '--workers', '1']],
  ['sweep', ['sweep', 'own-sweep.yaml', '--workers', '1']],
])('runs no code that a scenario names where %s refuses its folder', (name, args) => {
  const ran = join(folder, `${name}-has-run`);
  const note = `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(ran)}, '');`;
  write('own-code.mjs', `${note} export default { sell: () => ({ winner: 0, payment: 1 }) };`);
  write(
    'own-code.yaml',
    'servers: { count: 3 }\ntime: { rounds: 5 }\nauction: { mechanism: own-code.mjs }\n',
  );
  write('own-sweep.yaml', 'scenario: own-code.yaml\nreplications: 2\noutputs: { figures: false }\n');
  write(`full-${name}/notes.txt`, 'mine');
  const refused = vickrey([...args, '--quiet', '--out', `full-${name}`], { cwd: folder });
  expect(refused.stderr).toMatch(/^error: [^\n]*: holds files that are not those of a sweep\n/);
  expect(refused.status).toBe(2);
  expect(existsSync(ran)).toBe(false);
  const made = vickrey([...args, '--quiet', '--out', `new-${name}`], { cwd: folder });
  expect(made).toMatchObject({ status: 0 });
  expect(existsSync(ran)).toBe(true);
  rmSync(ran);
  write('own-code.mjs', `${note} export default {};`);
  const broken = vickrey([...args, '--quiet', '--out', `broken-${name}`], { cwd: folder });
  expect(broken.status).toBe(2);
  expect(broken.stderr).toContain('auction.mechanism: ');
  expect(existsSync(join(folder, `broken-${name}`))).toBe(false);
});
