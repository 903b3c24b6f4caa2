import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SweepDocument } from '../../src/output/sweep/sweep-document.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { binary, root, vickrey } from './vickrey.js';

const { folder, write } = temporaryFolder();
write(
  'small.yaml',
  [
    'servers: { count: 4, processingRate: 30, capacity: { uniform: [50, 100] }, sensitivity: { uniform: [0.5, 2] }, riskAversion: { uniform: [0, 0.5] } }',
    'time: { rounds: 40 }',
    'arrivals: { process: sinusoidal }',
  ].join('\n'),
);
const sweepOf = (name: string, ...lines: string[]) =>
  write(
    name,
    ['scenario: small.yaml', 'outputs: { metrics: [sojourn, sojourn-p99], figures: false }', ...lines].join(
      '\n',
    ),
  );
const grid = 'parameters: { design: grid, of: { balancer: [auction, random], arrivals.base: [2, 3] } }';
const small = sweepOf('sweep.yaml', grid, 'replications: 5');

const read = (out: string, name: string): string => readFileSync(join(out, name), 'utf8');
const documentOf = (out: string) => JSON.parse(read(out, 'results.json')) as SweepDocument;
const linesOf = (out: string): number => read(out, 'runs.ndjson').trim().split('\n').length;

/** Starts a sweep, and sends it a signal once so many runs are done; tells how it ended. */
function interrupted(out: string, runs: number, signal: NodeJS.Signals, ...more: string[]) {
  const args = [binary, 'sweep', small, '--out', out, '--json', ...more];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let [seen, stderr] = [0, ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text.split('\n').length - 1;
    if (seen >= runs) child.kill(signal);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise<{ status: number | null; signal: NodeJS.Signals | null; stderr: string }>((resolve) =>
    child.on('close', (status, signal) => resolve({ status, signal, stderr })),
  );
}

describe('vickrey sweep', () => {
  const undisturbed = join(folder, 'undisturbed');
  const files = ['points.csv', 'points.parquet', 'results.json', 'runs.csv', 'runs.parquet'];

  it('writes the same bytes for any number of workers, and says the same digest', () => {
    const one = vickrey(['sweep', small, '--workers', '1', '--out', undisturbed]);
    const two = vickrey(['sweep', small, '--workers', '2', '--out', join(folder, 'two'), '--json']);
    expect([one, two]).toMatchObject([
      { status: 0, stderr: '' },
      { status: 0, stderr: '' },
    ]);
    expect(readdirSync(undisturbed).sort()).toEqual([...files, 'runs.ndjson', 'sweep.json'].sort());
    for (const file of files) {
      expect(readFileSync(join(folder, 'two', file)).equals(readFileSync(join(undisturbed, file)))).toBe(
        true,
      );
    }
    const { digest, runs } = documentOf(undisturbed);
    expect(runs).toEqual({ planned: 20, ended: 20, failed: 0 });
    expect(one.stdout).toContain(`\ndigest ${digest}\n`);
    const lines = two.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(21);
    expect(lines[19]).toMatchObject({ event: 'run', made: 20, of: 20, failed: 0, secondsLeft: 0 });
    expect(lines[19]).toMatchObject({ estimate: { metric: 'sojourn', runs: 5 } });
    expect(lines[20]).toMatchObject({ event: 'sweep', digest });
    const [head, ...rows] = read(undisturbed, 'runs.csv').trim().split('\n');
    expect(head).toBe(
      'point,replication,seed,balancer,arrivals_base,arrived,completed,unfinished,rejected,lost,sojourn,sojourn_p99,stop,digest,failure,scenario,key,version,commit,host',
    );
    expect(rows).toHaveLength(20);
  });

  it('makes runs that `vickrey run` makes under the seed that it says', () => {
    const row = read(undisturbed, 'runs.csv').trim().split('\n').at(-1)!.split(',');
    const set = ['--set', `balancer=${row[3]}`, '--set', `arrivals.base=${row[4]}`];
    const { stdout } = vickrey(['run', join(folder, 'small.yaml'), '--seed', row[2]!, ...set, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ digest: row[13] });
  });

  it.each([
    [1, '1'],
    [9, '2'],
  ])(
    'killed after %i runs of %s workers, it goes on from there and ends as if undisturbed',
    async (runs, workers) => {
      const out = join(folder, `killed-${runs}`);
      expect(await interrupted(out, runs, 'SIGKILL', '--workers', workers)).toMatchObject({
        signal: 'SIGKILL',
      });
      expect(readdirSync(out).filter((name) => files.includes(name))).toEqual([]);
      const kept = linesOf(out);
      expect(kept).toBeGreaterThanOrEqual(runs);
      const again = vickrey(['sweep', small, '--out', out, '--json', '--workers', workers]);
      expect(again).toMatchObject({ status: 0, stderr: '' });
      expect(again.stdout.trim().split('\n')).toHaveLength(20 - kept + 1);
      for (const file of files) {
        expect(readFileSync(join(out, file)).equals(readFileSync(join(undisturbed, file)))).toBe(true);
      }
    },
  );

  it('killed at moments that nobody chose, it loses no finished run', async () => {
    const out = join(folder, 'killed-often');
    for (const delay of [500, 1200]) {
      const child = spawn(process.execPath, [binary, 'sweep', small, '--out', out, '--quiet'], { cwd: root });
      const ended = new Promise((resolve) => child.on('close', resolve));
      setTimeout(() => child.kill('SIGKILL'), delay);
      await ended;
    }
    expect(vickrey(['sweep', small, '--out', out, '--quiet'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(documentOf(out)).toEqual(documentOf(undisturbed));
  });

  it('at Ctrl-C keeps what is done, and says how to go on', async () => {
    const out = join(folder, 'interrupted');
    const { status, stderr } = await interrupted(out, 3, 'SIGINT', '--workers', '2');
    expect(status).toBe(130);
    expect(stderr).toMatch(
      /^interrupted by SIGINT: \d+ of 20 runs are kept in .*; the same command goes on from there\n$/,
    );
    expect(existsSync(join(out, '.lock'))).toBe(false);
    expect(existsSync(join(out, 'results.json'))).toBe(false);
    expect(linesOf(out)).toBeGreaterThanOrEqual(3);
  });

  it('makes the same on threads, where Node has flags and a mechanism in CommonJS requires an ES module', () => {
    write('sale.mjs', 'export const sell = (bids) => ({ winner: 0, payment: bids[0] });');
    const mechanism = write('mine.js', "module.exports = { sell: require('./sale.mjs').sell };");
    const lines = [`set: { auction.mechanism: ${mechanism} }`, 'replications: 2'];
    const sweep = sweepOf('flags.yaml', ...lines);
    const digests = ['--quiet', '--retry'].map((mode, i) => {
      const out = join(folder, `flags-${i}`);
      // What has failed before is made on threads alone.
      const args = [
        '--max-old-space-size=2000',
        binary,
        'sweep',
        sweep,
        '--out',
        out,
        '--workers',
        '1',
        mode,
      ];
      expect(spawnSync(process.execPath, args, { cwd: root }).status).toBe(0);
      return documentOf(out).digest;
    });
    expect(digests[0]).toBe(digests[1]);
  });

  it.each([0, 1, 130])('says so where a mechanism ends the process with code %i, and has failed', (code) => {
    const mechanism = write(`exits-${code}.mjs`, `export default { sell: () => process.exit(${code}) };`);
    const sweep = sweepOf(`exits-${code}.yaml`, `set: { auction.mechanism: ${mechanism} }`);
    const { status, stderr } = vickrey(['sweep', sweep, '--out', join(folder, `exits-${code}`)]);
    expect(status).toBe(1);
    expect(stderr).toContain('the process was ended before the command was done');
  });

  it('run again once it is finished makes no run', () => {
    const before = statSync(join(undisturbed, 'runs.ndjson')).mtimeMs;
    const { status, stdout } = vickrey(['sweep', small, '--out', undisturbed, '--json']);
    expect(status).toBe(0);
    const { event, ...document } = JSON.parse(stdout) as SweepDocument & { event: string };
    expect(event).toBe('sweep');
    expect(document).toEqual(documentOf(undisturbed));
    expect(statSync(join(undisturbed, 'runs.ndjson')).mtimeMs).toBe(before);
  });

  it('refuses a folder of another sweep, before anything is run', () => {
    const other = sweepOf('other.yaml', grid, 'replications: 5', 'seed: 2');
    const { status, stdout, stderr } = vickrey(['sweep', other, '--out', undisturbed]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(': holds another sweep: seed was 42 and is 2\n');
    expect(linesOf(undisturbed)).toBe(20);
  });

  it('makes only the replications that are missing where more are asked for, and none for fewer', () => {
    const [grown, fewer, more] = ['grown', 'fewer', 'more'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const [one, two] = [1, 2].map((n) => sweepOf(`of-${n}.yaml`, grid, `replications: ${n}`)) as [
      string,
      string,
    ];
    const same = (other: string) => {
      for (const file of files) expect(read(grown, file)).toBe(read(other, file));
    };
    vickrey(['sweep', one, '--out', fewer, '--quiet']);
    vickrey(['sweep', two, '--out', more, '--quiet']);
    for (const [sweep, made, other] of [
      [one, 4, fewer],
      [two, 4, more],
      [one, 0, fewer],
      [two, 0, more],
    ] as const) {
      const { status, stdout } = vickrey(['sweep', sweep, '--out', grown, '--json']);
      expect(status).toBe(0);
      expect(stdout.trim().split('\n')).toHaveLength(made + 1);
      same(other);
    }
  });

  it('leaves no table of fewer replications while more are being made', async () => {
    const out = join(folder, 'growing');
    const many = sweepOf('many.yaml', grid, 'replications: 2000');
    vickrey(['sweep', small, '--out', out, '--quiet']);
    const child = spawn(process.execPath, [binary, 'sweep', many, '--out', out, '--json'], { cwd: root });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    expect(
      readdirSync(out)
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual(['runs.ndjson', 'sweep.json']);
    expect(vickrey(['sweep', small, '--out', out, '--quiet']).status).toBe(0);
    expect(documentOf(out)).toEqual(documentOf(undisturbed));
  });

  it('goes on where runs fail, tells their seeds and parameters, and runs them again on request', () => {
    const sweep = sweepOf(
      'failing.yaml',
      'set: { bidding.predictor: { kind: mlp, shading: 1 }, time.rounds: 60 }',
      'parameters: { design: grid, of: { bidding.predictor.rate: [0.01, 1e+12] } }',
      'replications: 2',
    );
    const out = join(folder, 'failing');
    const { status, stdout, stderr } = vickrey(['sweep', sweep, '--out', out, '--workers', '1']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('2 of 4 runs failed');
    const { failures, points } = documentOf(out);
    expect(points.map(({ ended, failed }) => [ended, failed])).toEqual([
      [2, 0],
      [0, 2],
    ]);
    for (const { message, parameters, seed } of failures) {
      expect(parameters).toEqual({ 'bidding.predictor.rate': 1e12 });
      expect(message).toContain('a network that predicts prices has diverged');
      expect(stdout).toContain(
        `seed ${seed}, bidding.predictor.rate 1000000000000, on ${hostname()}: a network that predicts prices`,
      );
    }
    const quiet = vickrey(['sweep', sweep, '--out', out, '--quiet', '--workers', '1']);
    expect(quiet).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Failed\n(seed .+\n {2}lower .+\n){2}.+--retry.+\n$/),
    });
    const again = vickrey(['sweep', sweep, '--out', out, '--json', '--workers', '1', '--retry']);
    expect(again).toMatchObject({ status: 1, stdout: expect.stringMatching(/^([^\n]+\n){3}$/) });
  });
});

describe('vickrey replicate', () => {
  it('runs what compare and run would run, and prints means with intervals and all seeds', () => {
    const scenario = join(folder, 'small.yaml');
    const { status, stdout, stderr } = vickrey([
      'replicate',
      scenario,
      '-n',
      '5',
      '--metric',
      'sojourn',
      '--workers',
      '1',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^mean sojourn( +[\d.]+){7}$/m);
    const compared = vickrey([
      'compare',
      scenario,
      '--vary',
      'balancer=auction,random',
      '-n',
      '5',
      '--json',
      '--workers',
      '1',
    ]);
    const { seeds } = JSON.parse(compared.stdout) as { seeds: number[] };
    expect(stdout).toContain(`seeds ${seeds.join(' ')}\n`);
  });
});

describe('vickrey query', () => {
  const out = join(folder, 'undisturbed');
  const query = (...args: string[]) => vickrey(['query', out, ...args]);

  it('answers questions about runs and points, as a table, JSON or CSV', () => {
    const sql =
      'select balancer, count(*) as runs, avg(p99) is not distinct from avg(sojourn_p99) as same from runs group by 1 order by 1';
    const { status, stdout, stderr } = query(sql, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      { balancer: 'auction', runs: 10, same: true },
      { balancer: 'random', runs: 10, same: true },
    ]);
    expect(query(sql).stdout).toBe('balancer  runs  same\nauction     10  true\nrandom      10  true\n');
    const mean = query("select mean from points where metric = 'sojourn' and point = 0", '--csv').stdout;
    expect(Number(mean.split('\n')[1])).toBe(documentOf(out).points[0]!.estimates[0]!.mean);
  });

  it('has lists and structures in JSON, whole numbers beyond 2⁵³ as text', () => {
    const sql =
      "select [1::bigint, 2] as list, {'a': 9007199254740993} as structure, union_value(n := 2) as either";
    expect(JSON.parse(query(sql, '--json').stdout)).toEqual([
      { list: [1, 2], structure: { a: '9007199254740993' }, either: 2 },
    ]);
    expect(query(sql).stdout).toContain('[1,2]  {"a":"9007199254740993"}');
  });

  it('has times as SQL writes them, leaves cells without a value empty, and turns a table', () => {
    const odd =
      "select timestamp '2026-01-02 03:04:05' as t, 'nan'::double as a, null as b, 'inf'::double as c";
    expect(query(odd, '--csv').stdout).toBe('t,a,b,c\n2026-01-02 03:04:05,,,Infinity\n');
    const turned = 'pivot (select balancer, replication from runs) on balancer using count(*)';
    expect(query(turned, '--csv').stdout.split('\n').slice(0, 2)).toEqual([
      'replication,auction,random',
      expect.stringMatching(/^\d,2,2$/),
    ]);
  });

  it.each([
    "copy runs to '$/stolen.csv'",
    "attach '$/other.db' as other",
    "from read_csv('$/undisturbed/runs.csv')",
    'set enable_external_access = true',
  ])('reaches no file: %s', (sql) => {
    const before = readdirSync(folder);
    const { status, stdout, stderr } = query(sql.replace('$', folder));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/disabled by configuration|configuration has been locked/);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('shows where a question is wrong', () => {
    expect(query('select 1 frm runs').stderr).toMatch(/^ {4}LINE 1: select 1 frm runs\n {25}\^$/m);
  });

  it.each([
    [[out, 'select nothing from runs'], 'Referenced column "nothing" not found'],
    [[folder, 'select 1'], 'holds no sweep'],
    [[out, ' ;'], 'the question is empty'],
    [[out, 'select 1; select 2'], '2 questions at a time'],
    [[out, 'drop table runs'], 'questions only read, and this one changes something'],
    [[out, 'select', 'a', 'from', 'runs'], 'the question is 4 arguments, not one\n  put it in quotes'],
  ])('refuses %j', (args, message) => {
    const { status, stdout, stderr } = vickrey(['query', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
