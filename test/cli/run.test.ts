import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { vickrey } from './vickrey.js';

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

it('prints the summary of a run and writes nothing without --out', () => {
  const { folder } = temporaryFolder();
  const { status, stdout, stderr } = vickrey(['run', `${process.cwd()}/scenarios/paper.yaml`], {
    cwd: folder,
  });
  expect(status).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain('731 tasks arrived');
  expect(readdirSync(folder)).toEqual([]);
});

it('prints one JSON object and nothing else with --json', () => {
  const { status, stdout, stderr } = vickrey(['run', 'scenarios/paper.yaml', '--json', '--seed', '7']);
  expect(status).toBe(0);
  expect(stderr).toBe('');
  const summary = JSON.parse(stdout);
  expect(summary).toMatchObject({ scenario: 'paper', seed: 7, clock: 'rounds', time: 150, stop: 'complete' });
  const { arrived, completed, unfinished, rejected, lost } = summary.tasks;
  expect(arrived).toBe(completed + unfinished + rejected + lost);
  expect(Object.keys(summary.timing)).toEqual([
    'cpuSeconds',
    'wallSeconds',
    'auctionsPerSecond',
    'eventsPerSecond',
    'peakRssBytes',
  ]);
});

it('writes the same bytes at every run, whatever the table formats', () => {
  const { folder } = temporaryFolder();
  const runs = [['csv'], ['csv'], ['parquet,csv'], ['parquet']].map(([format], i) => {
    const out = join(folder, String(i));
    expect(
      vickrey(['run', 'scenarios/paper.yaml', '--out', out, '--format', format!, '--quiet']).status,
    ).toBe(0);
    return out;
  });
  for (const name of ['auctions.csv', 'rounds.csv', 'servers.csv', 'ledger.ndjson', 'plots/market.svg']) {
    const digests = runs
      .map((out) => join(out, name))
      .filter((path) => existsSync(path))
      .map(digestOf);
    expect(digests.length).toBe(name.endsWith('.csv') ? 3 : 4);
    expect(new Set(digests).size).toBe(1);
  }
  const summaries = runs.map((out) => JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
  expect(new Set(summaries.map(({ digest }) => digest)).size).toBe(1);
});

it('writes to Parquet what it writes to CSV', async () => {
  const out = join(temporaryFolder().folder, 'out');
  expect(
    vickrey(['run', 'scenarios/paper.yaml', '--out', out, '--format', 'csv,parquet', '--quiet']).status,
  ).toBe(0);
  for (const name of ['auctions', 'rounds', 'servers']) {
    const bytes = readFileSync(join(out, `${name}.parquet`));
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
      compressors: { GZIP: (input) => gunzipSync(input) },
    });
    const text = rows.map((row) =>
      Object.values(row)
        .map((cell) => cell ?? '')
        .join(','),
    );
    const [header, ...lines] = readFileSync(join(out, `${name}.csv`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(header).toBe(Object.keys(rows[0]!).join(','));
    expect(text).toEqual(lines);
  }
});

it('does not replace a finished run unless it is told to', () => {
  const out = join(temporaryFolder().folder, 'out');
  const run = (...more: string[]) =>
    vickrey(['run', 'scenarios/paper.yaml', '--out', out, '--quiet', ...more]);
  expect(run().status).toBe(0);
  const before = digestOf(join(out, 'summary.json'));
  const again = run('--seed', '1');
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('--force');
  expect(digestOf(join(out, 'summary.json'))).toBe(before);
  expect(run('--seed', '1', '--force').status).toBe(0);
  expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).seed).toBe(1);
});

it('takes overrides of any depth, and a distribution for a number', () => {
  const { status, stdout } = vickrey([
    'run',
    'scenarios/paper.yaml',
    '--json',
    ...[
      '--set',
      'servers.count=3',
      '--set',
      'servers.capacity={ uniform: [10, 20] }',
      '--set',
      'time.rounds=10',
    ],
  ]);
  expect(status).toBe(0);
  const summary = JSON.parse(stdout);
  expect(summary.time).toBe(10);
  expect(summary.servers).toHaveLength(3);
});

it.each([
  [['run', 'scenarios/paper.yaml', '--set', 'servers.cuont=3'], "did you mean 'count'?"],
  [['run', 'scenarios/paper.yaml', '--set', 'servers.count=0'], '--set servers.count=0'],
  [['run', 'scenarios/paper.yaml', '--set', 'servers.count'], 'path=value'],
  [['run', 'scenarios/none.yaml'], 'scenarios/none.yaml'],
  [['run', 'scenarios/paper.yaml', '--seed', '-1'], 'seed'],
  [['run', 'scenarios/paper.yaml', '--format', 'xlsx'], 'xlsx'],
  [['run', 'scenarios/nasa-ipsc.yaml'], '--set arrivals.file='],
  [['run', 'scenarios/paper.yaml', '--set', 'learning.mode=dqn'], 'q-learning'],
  [['run', 'scenarios/paper.yaml', '--set', 'time.mode=continuous'], 'unknown key'],
  [['run'], 'scenario'],
  [['rnu'], 'run'],
  [['ledger', 'verify', 'none.ndjson'], 'none.ndjson'],
])('refuses %j with exit code 2, says why, and writes nothing', (args, reason) => {
  const { folder } = temporaryFolder();
  const out = join(folder, 'out');
  const { status, stdout, stderr } = vickrey(args[0] === 'run' ? [...args, '--out', out] : args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(reason);
  expect(readdirSync(folder)).toEqual([]);
});

it('names file, line and column of everything that is wrong with a scenario', () => {
  const file = join(temporaryFolder().folder, 'bad.yaml');
  writeFileSync(
    file,
    'name: bad\nservers:\n  count: many\n  capcity: 5\nauction: { payment: thrid-price }\n',
  );
  const { status, stderr } = vickrey(['run', file]);
  expect(status).toBe(2);
  expect(stderr).toContain(`${file}:3:10: `);
  expect(stderr).toContain(`${file}:4:3: `);
  expect(stderr).toContain("did you mean 'capacity'?");
  expect(stderr).toContain(`${file}:5:21: `);
});

it.each([[['--help']], [['run', '--help']], [['ledger', '--help']], [['--version']]])(
  'answers %j on stdout with exit code 0',
  (args) => {
    const { status, stdout, stderr } = vickrey(args);
    expect(status).toBe(0);
    expect(stdout).not.toBe('');
    expect(stderr).toBe('');
  },
);

it('prints the JSON Schema that the project ships', () => {
  expect(vickrey(['schema']).stdout).toBe(readFileSync('scenarios/schema.json', 'utf8'));
});

it('draws the figures of a market with next to no prices, and warns of nothing', () => {
  const out = join(temporaryFolder().folder, 'out');
  const set = ['bidding.noise=0', 'bidding.maximum=1e-12', 'tasks.load=1e-12', 'servers.count=1'];
  const args = [
    'run',
    'scenarios/paper.yaml',
    '--quiet',
    '--out',
    out,
    ...set.flatMap((text) => ['--set', text]),
  ];
  expect(vickrey(args)).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(readdirSync(join(out, 'plots'))).toHaveLength(13);
});
