import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuProfileCommand } from '../../src/cli/cpu-profile-command.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { binary, inBash, root, startVickrey, vickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();
const paper = 'scenarios/paper.yaml';

interface Row {
  part: string;
  event: string;
  calls: number;
  time: { seconds: number };
}

interface Entry {
  ph: string;
  name: string;
  cat?: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
}

describe('a profiled run', () => {
  const out = join(folder, 'out');
  const plain = join(folder, 'plain');
  const profile = join(folder, 'profile');
  let stdout: string;

  beforeAll(() => {
    expect(vickrey(['run', paper, '--out', plain, '--quiet'])).toMatchObject({ status: 0 });
    const run = vickrey(['run', paper, '--out', out, '--profile', profile]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    stdout = run.stdout;
  });

  it('writes the same bytes as one without a profile, but for what it cost', () => {
    const files = (directory: string) =>
      readdirSync(directory, { recursive: true, encoding: 'utf8' })
        .filter((name) => name !== 'plots')
        .sort();
    expect(files(out)).toEqual(files(plain));
    const read = (directory: string, name: string) => readFileSync(join(directory, name), 'utf8');
    const results = (directory: string) => ({
      ...(JSON.parse(read(directory, 'summary.json')) as object),
      timing: undefined,
    });
    expect(results(out)).toEqual(results(plain));
    // The report shows what the run cost.
    const same = files(out).filter((name) => name !== 'summary.json' && name !== 'report.html');
    for (const name of same) expect(read(out, name), name).toBe(read(plain, name));
  });

  it('leaves a table, data and a timeline, and shows the table after the summary', () => {
    expect(readdirSync(profile).sort()).toEqual(['profile.json', 'profile.txt', 'trace.json']);
    expect(stdout).toContain(readFileSync(join(profile, 'profile.txt'), 'utf8').trimEnd());
    expect(stdout).toMatch(/731 tasks arrived.*Profile of paper.*event queue and the rest/s);
  });

  it('counts every call, and its rows add up to the run', () => {
    const { rows, seconds, ...rest } = JSON.parse(readFileSync(join(profile, 'profile.json'), 'utf8'));
    const calls = Object.fromEntries(
      (rows as Row[]).map(({ part, event, calls }) => [`${part} at ${event}`, calls]),
    );
    expect(calls).toMatchObject({
      'auction at TaskArrival': 731,
      'learning at RoundEnd': 150,
      'clock at RoundStart': 150,
      'metrics › ledger at TaskArrival': 731,
      'metrics › auctions.csv at TaskArrival': 731,
      // A round, and seven servers.
      'metrics › figures at RoundEnd': 8 * 150,
      'metrics › digest at RoundEnd': 150,
    });
    const inRows = (rows as Row[]).reduce((sum, { time }) => sum + time.seconds, 0);
    const others = rest.garbageCollection.seconds + rest.profiler.seconds + rest.rest.seconds;
    expect(inRows + others).toBeCloseTo(seconds, 9);
    expect(rest).toMatchObject({ scenario: 'paper', seed: 42, events: 1031 });
    expect(rest.digest).toBe(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).digest);
  });

  it('has a timeline of spans that nest, in the trace-event format', () => {
    const { traceEvents } = JSON.parse(readFileSync(join(profile, 'trace.json'), 'utf8')) as {
      traceEvents: Entry[];
    };
    expect(new Set(traceEvents.map(({ ph }) => ph))).toEqual(new Set(['M', 'X', 'C']));
    const spans = traceEvents.filter(({ ph, tid }) => ph === 'X' && tid === 1);
    const names = new Set(spans.map(({ name }) => name));
    for (const name of ['TaskArrival', 'auction', 'RoundEnd', 'learning', 'metrics › ledger']) {
      expect(names).toContain(name);
    }
    const nanoseconds = (value: number) => Math.round(1000 * value);
    const open: number[] = [];
    let last = 0;
    for (const { ts, dur } of spans) {
      const [begin, end] = [nanoseconds(ts), nanoseconds(ts + dur)];
      expect(begin).toBeGreaterThanOrEqual(last);
      last = begin;
      while (open.length > 0 && open.at(-1)! <= begin) open.pop();
      if (open.length > 0) expect(end).toBeLessThanOrEqual(open.at(-1)!);
      open.push(end);
    }
  });
});

it('says how to take a CPU profile, with a command that works', () => {
  const place = join(folder, 'place');
  mkdirSync(place);
  for (const name of ['scenarios', 'dist', 'node_modules']) symlinkSync(join(root, name), join(place, name));
  const set = ['--set', 'time.rounds=20', '--set', "name=it's", '--seed', '3'];
  const profile = join(place, 'a profile');
  expect(vickrey(['run', paper, '--profile', profile, '--quiet', ...set], { cwd: place }).status).toBe(0);
  const [, command] = readFileSync(join(profile, 'profile.txt'), 'utf8').match(/^ {2}(node .*)$/m)!;
  expect(inBash(command!, place)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  const [taken] = readdirSync(profile).filter((name) => name.endsWith('.cpuprofile'));
  expect(readFileSync(join(profile, taken!), 'utf8')).toContain('"nodes"');
  const bin = join(place, 'bin');
  mkdirSync(bin);
  symlinkSync(binary, join(bin, 'vickrey'));
  const called = `unset -f vickrey; PATH='${bin}:'"$PATH"; vickrey run few.yaml --profile named --quiet`;
  const few = write('place/few.yaml', 'servers: { count: 2 }\ntime: { rounds: 5 }\n');
  const shown = `node --cpu-prof --cpu-prof-dir=named "$(command -v vickrey)" run few.yaml --quiet`;
  expect(inBash(`${called} && cat named/profile.txt && ${shown}`, place)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`\n  ${shown}\n`),
  });
  expect(readdirSync(join(place, 'named')).some((name) => name.endsWith('.cpuprofile'))).toBe(true);
  const main = write('_npx/ab12/node_modules/vickrey/dist/cli/main.js', '');
  const fetched = join(folder, '_npx/ab12/vickrey');
  symlinkSync(main, fetched);
  expect(cpuProfileCommand({ scenario: few }, 'p', fetched)).toBe(
    `npx --package=vickrey -c 'node --cpu-prof --cpu-prof-dir=p "$(command -v vickrey)" run ${few} --quiet'`,
  );
  // What was put there does not keep the profile from being replaced.
  const again = ['run', paper, '--profile', profile, '--quiet'];
  expect(vickrey(again)).toMatchObject({ status: 2, stderr: expect.stringContaining('a finished profile') });
  expect(vickrey([...again, '--force'])).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(profile)).toContain(taken);
});

it.each([
  ['--json', (stdout: string) => JSON.parse(stdout).scenario === 'paper'],
  ['--quiet', (stdout: string) => stdout === ''],
])('prints no table with %s', (option, isRight) => {
  const profile = join(folder, `with${option}`);
  const { status, stdout } = vickrey(['run', paper, '--profile', profile, option]);
  expect(status).toBe(0);
  expect(isRight(stdout)).toBe(true);
  expect(existsSync(join(profile, 'profile.json'))).toBe(true);
});

describe('the folder of a profile', () => {
  it.each([[[]], [['--force']]])('is refused where other files lie in it, with %j', (force) => {
    const profile = join(folder, `foreign${force.length}`);
    mkdirSync(profile);
    writeFileSync(join(profile, 'notes.txt'), 'mine');
    const { status, stdout, stderr } = vickrey(['run', paper, '--profile', profile, ...force]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('holds files that are not those of a profile');
    expect(readdirSync(profile)).toEqual(['notes.txt']);
  });

  it.each([
    ['both', 'both'],
    ['both', 'both/profile'],
    ['both/out', 'both'],
    ['both/out', 'link/out/profile'],
  ])('is refused where --out is %s and it is %s', (out, profile) => {
    const place = join(folder, 'separate');
    mkdirSync(join(place, 'both'), { recursive: true });
    if (!existsSync(join(place, 'link'))) symlinkSync('both', join(place, 'link'));
    const args = ['run', join(root, paper), '--out', out, '--profile', profile];
    const { status, stdout, stderr } = vickrey(args, { cwd: place });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/--(out|profile): .* is the folder of --(out|profile), or lies in it/);
    expect(readdirSync(join(place, 'both'))).toEqual([]);
  });

  it('is not left behind where the output is refused', () => {
    const out = join(folder, 'taken');
    expect(vickrey(['run', paper, '--out', out, '--quiet']).status).toBe(0);
    const profile = join(folder, 'nothing');
    expect(vickrey(['run', paper, '--out', out, '--profile', profile]).status).toBe(2);
    expect(existsSync(profile)).toBe(false);
  });

  it('is not left behind where the run is interrupted', async () => {
    const profile = join(folder, 'interrupted');
    const args = ['run', paper, '--set', 'time.rounds=100000000', '--profile', profile];
    const { child, ended } = startVickrey(args);
    while (!existsSync(profile)) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 130 });
    expect(existsSync(profile)).toBe(false);
  });
});
