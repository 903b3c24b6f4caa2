import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { inBash, root, vickrey } from './vickrey.js';

const { folder } = temporaryFolder();
const paper = `'${root}scenarios/paper.yaml'`;

describe('what the system refuses is told in one line', () => {
  it('a file that grows too large, which stands for a full disk', () => {
    const limited = (format: string) =>
      inBash(`trap '' XFSZ; ulimit -f 8; vickrey run ${paper} --out large --format ${format}`, folder);
    for (const [format, file] of [
      ['csv', /auctions\.csv|rounds\.csv|servers\.csv|ledger\.ndjson/],
      ['parquet', /\.parquet|ledger\.ndjson/],
    ] as const) {
      const { status, stderr } = limited(format);
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^error: large\/[\w.]+: the file would be larger than it may be \(EFBIG\)\n {2}[^\n]*\n$/,
      );
      expect(stderr).toMatch(file);
      expect(readdirSync(folder)).not.toContain('large');
    }
  });

  it('a file of a sweep that grows too large, with what is left to do', () => {
    writeFileSync(
      join(folder, 'many.yaml'),
      `scenario: few.yaml\nreplications: 40\noutputs: { figures: false }\n`,
    );
    writeFileSync(join(folder, 'few.yaml'), 'servers: { count: 3 }\ntime: { rounds: 5 }\n');
    const sweep = 'vickrey sweep many.yaml --out many --quiet --workers 1';
    const { status, stderr } = inBash(`trap '' XFSZ; ulimit -f 8; ${sweep}`, folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: many\/runs\.ndjson: [^\n]* \(EFBIG\)\n {2}[^\n]*\n {2}runs that are done are kept: [^\n]*\n$/,
    );
    expect(inBash(sweep, folder)).toMatchObject({ status: 0, stderr: '' });
  });

  it.runIf(existsSync('/proc/self')).each([
    ['run', paper, '/proc/there/runs', 'cannot be written to: no folder can be made there'],
    ['compare', `${paper} --vary servers.count=3,4 -n 2`, 'few.yaml', 'is not a folder'],
    [
      'lab',
      'first-price',
      'few.yaml/a',
      'cannot be written to: a part of its path is a file, not a folder (ENOTDIR)',
    ],
    ['replicate', paper, 'a'.repeat(256), 'cannot be written to: its name is too long (ENAMETOOLONG)'],
    [
      'sweep',
      `'${root}examples/sweep.yaml'`,
      '/proc/there',
      'cannot be written to: no folder can be made there',
    ],
    ['run', paper, '', 'an empty name is that of no folder\n  name one'],
  ])('a folder that cannot be made, by %s', (command, what, out, why) => {
    const { status, stderr } = inBash(`vickrey ${command} ${what} --out '${out}'`, folder);
    expect(status).toBe(2);
    expect(stderr).toBe(`error: ${out === '' ? '' : `${out}: `}${why}\n`);
    expect(readdirSync(folder)).not.toContain('there');
  });

  it.each([20, 25, 40, 60, 80])('a limit of %i open files', (most) => {
    const { status, stdout, stderr } = inBash(`ulimit -n ${most}; vickrey run ${paper}`, folder);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'error: too many open files: raise the limit, for example with ulimit -n 1024\n',
    });
  });

  it.runIf(existsSync('/dev/full'))('a full disk behind stdout', () => {
    const { status, stderr } = inBash(`vickrey run ${paper} > /dev/full`, folder);
    expect(status).toBe(1);
    expect(stderr).toBe('error: stdout: the disk is full (ENOSPC)\n  free space, or write to another disk\n');
  });
});

it('a reader that has left changes no exit code', () => {
  writeFileSync(join(folder, 'bad.ndjson'), '{"index":0}\n');
  const unread = (command: string) => inBash(`${command} | true; exit \${PIPESTATUS[0]}`, folder);
  expect(unread('vickrey ledger verify bad.ndjson')).toMatchObject({ status: 1, stderr: '' });
  expect(unread('vickrey schema')).toMatchObject({ status: 0, stderr: '' });
  expect(unread(`vickrey run ${paper} --json`)).toMatchObject({ status: 0, stderr: '' });
});

it.each([['--format', 'parquet'], ['--force']])('refuses %s without --out', (...args) => {
  const { status, stdout, stderr } = vickrey(['run', 'scenarios/paper.yaml', ...args]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(`${args[0]}: needs --out`);
});

it.each([
  [['--nothing']],
  [['run', '--nothing', 'x.yaml']],
  [['ledger', 'verify']],
  [['ledger', 'verify', 'x.ndjson', '--nothing']],
  [['ledger', 'replay']],
  [['ledger', 'replay', 'x.ndjson', '--directory']],
])('refuses %j with exit code 2 and says where to read on', (args) => {
  const { status, stdout, stderr } = vickrey(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('(--help says more)');
});

it.each([
  [['run', 'scenarios/none.yaml', '--json'], 2],
  [['run', 'scenarios/paper.yaml', '--set', 'servers.count=0', '--json'], 2],
  [['ledger', 'verify', 'none.ndjson', '--json'], 2],
  [['ledger', 'replay', 'none.ndjson', '--json'], 2],
])('tells the error of %j on stderr and leaves stdout empty', (args, code) => {
  const { status, stdout, stderr } = vickrey(args);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toMatch(/^error: /);
});
