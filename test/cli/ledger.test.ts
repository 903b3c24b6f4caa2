import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { vickrey } from './vickrey.js';

describe('the ledger of a run', () => {
  const { folder } = temporaryFolder();
  const file = join(folder, 'out', 'ledger.ndjson');

  beforeAll(() => {
    expect(vickrey(['run', 'scenarios/paper.yaml', '--out', join(folder, 'out'), '--quiet']).status).toBe(0);
  });

  /** A copy in which `change` has replaced the text of one line. */
  const tampered = (line: number, change: (text: string) => string): string => {
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[line] = change(lines[line]!);
    const copy = join(folder, `tampered-${line}.ndjson`);
    writeFileSync(copy, lines.join('\n'));
    return copy;
  };

  it('is intact as it was written', () => {
    const { status, stdout } = vickrey(['ledger', 'verify', file]);
    expect(status).toBe(0);
    expect(stdout).toContain('152 blocks with 731 auctions are intact');
  });

  it('names the first bad block after one byte was changed', () => {
    const copy = tampered(17, (text) =>
      text.replace(/"winner":(\d)/, (_, id) => `"winner":${(Number(id) + 1) % 7}`),
    );
    const { status, stdout } = vickrey(['ledger', 'verify', copy]);
    expect(status).toBe(1);
    expect(stdout).toContain('tampered-17.ndjson:18: block 17 is bad');
  });

  it('is the same when the run is repeated', () => {
    const { status, stdout } = vickrey(['ledger', 'replay', file]);
    expect(status).toBe(0);
    expect(stdout).toContain('all 731 auctions are the same');
  });

  it('is not replayed where it does not verify', () => {
    const copy = tampered(3, (text) => text.replace('"index":3', '"index":4'));
    expect(vickrey(['ledger', 'replay', copy, '--json'])).toMatchObject({ status: 1 });
  });
});

describe('the ledger of a run that names files', () => {
  const { folder, write } = temporaryFolder();
  const tasks = 'time,load\n0,8\n0.5,12\n1,9\n1.5,20\n3,7\n';
  const file = join(folder, 'out', 'ledger.ndjson');
  const elsewhere = join(folder, 'elsewhere');

  beforeAll(() => {
    write('files/tasks.csv', tasks);
    write('files/servers.csv', 'capacity,coalition\n60,4\n80,\n70,0\n');
    const scenario = write(
      'files/scenario.yaml',
      'ledger: { enabled: true }\narrivals: { process: trace, file: tasks.csv }\nservers: { file: servers.csv }\n',
    );
    mkdirSync(elsewhere);
    const run = vickrey(['run', scenario, '--out', join(folder, 'out'), '--quiet']);
    expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  const replay = (cwd: string, ...more: string[]) => vickrey(['ledger', 'replay', file, ...more], { cwd });

  it('is replayed from the folder of the scenario, or with --directory from any', () => {
    const { status, stdout } = replay(join(folder, 'files'));
    expect(stdout).toContain('all 5 auctions are the same');
    expect(status).toBe(0);
    expect(replay(elsewhere, '--directory', '../files').status).toBe(0);
  });

  it('is replayed from the folder where the run was started, with the files that --set named there', () => {
    const out = join(folder, 'set');
    const set = ['--set', 'arrivals.file=files/tasks.csv', '--set', 'servers.file=files/servers.csv'];
    const run = vickrey(['run', 'files/scenario.yaml', ...set, '--out', out, '--quiet'], { cwd: folder });
    expect(run.status).toBe(0);
    expect(vickrey(['ledger', 'replay', join(out, 'ledger.ndjson')], { cwd: folder }).status).toBe(0);
  });

  it('is replayed from elsewhere where --set names the files anew', () => {
    for (const name of ['tasks', 'servers']) {
      cpSync(join(folder, 'files', `${name}.csv`), join(elsewhere, `${name}-2.csv`));
    }
    const servers = ['--set', 'servers.file=servers-2.csv'];
    const missing = replay(elsewhere, ...servers);
    expect(missing).toMatchObject({ status: 2, stdout: '' });
    expect(missing.stderr).toContain('--set arrivals.file=PATH');
    expect(missing.stderr).toContain(file);
    expect(replay(elsewhere, ...servers, '--set', 'arrivals.file=tasks-2.csv').status).toBe(0);
  });

  it('says so where the trace is another file', () => {
    const other = write('elsewhere/other.csv', tasks.replace('0,8', '0,9'));
    const set = ['--directory', join(folder, 'files'), '--set', `arrivals.file=${other}`];
    const { status, stdout } = replay(dirname(other), ...set);
    expect(status).toBe(1);
    expect(stdout).toContain('the trace is another file');
    const json = JSON.parse(replay(dirname(other), ...set, '--json').stdout);
    expect(json).toMatchObject({ ok: false, field: 'trace' });
    expect(json.ledger).not.toBe(json.replay);
  });

  it('names the auction that another seed changes', () => {
    const { status, stdout } = replay(join(folder, 'files'), '--set', 'seed=1');
    expect(status).toBe(1);
    expect(stdout).toContain('auction 0 differs first: ');
  });
});

describe('the ledger of a run that loads networks', () => {
  const { folder, write } = temporaryFolder();
  const file = join(folder, 'out', 'ledger.ndjson');
  const run = (out: string, ...set: string[]) => {
    const sets = set.flatMap((text) => ['--set', text]);
    return vickrey(['run', 'scenario.yaml', ...sets, '--out', out, '--quiet'], { cwd: folder });
  };
  const replay = (...more: string[]) => vickrey(['ledger', 'replay', file, ...more], { cwd: folder });

  beforeAll(() => {
    write(
      'scenario.yaml',
      'time: { rounds: 4 }\nledger: { enabled: true }\nbidding: { neural: actor-critic }\nlearning: { neural: { batch: 8 } }\n',
    );
    for (const seed of [1, 2]) expect(run(`taught-${seed}`, `seed=${seed}`).status).toBe(0);
    cpSync(join(folder, 'taught-1', 'networks'), join(folder, 'networks'), { recursive: true });
    expect(run('out', 'learning.neural.load=networks').status).toBe(0);
  });

  it('is the same when the run is repeated, and holds the hash of their weights', () => {
    expect(replay()).toMatchObject({ status: 0, stdout: expect.stringContaining('are the same') });
    const genesis = JSON.parse(readFileSync(file, 'utf8').split('\n')[0]!);
    const hash = createHash('sha256');
    for (const name of ['policy', 'critic']) {
      hash.update(readFileSync(join(folder, 'networks', name, 'weights.bin')));
    }
    expect(genesis.networksSha256).toBe(hash.digest('hex'));
  });

  it('says so where other weights are loaded', () => {
    const { status, stdout } = replay('--set', 'learning.neural.load=taught-2/networks');
    expect(status).toBe(1);
    expect(stdout).toContain('other networks are loaded');
  });

  it('says so where a bit of a weight has changed that no auction shows', () => {
    const place = join(folder, 'networks', 'critic', 'weights.bin');
    const bytes = readFileSync(place);
    writeFileSync(place, bytes.with(0, bytes[0]! ^ 1));
    const verdict = JSON.parse(replay('--json').stdout);
    expect(verdict).toMatchObject({ ok: false, field: 'networks' });
    expect(verdict.ledger).not.toBe(verdict.replay);
  });
});

it('shows first blocks and head without --out as with it, whatever is recorded and however winners are found', () => {
  const { folder } = temporaryFolder();
  const documents = [
    [],
    ['--out', join(folder, 'out')],
    ['--set', 'metrics.servers=none', '--set', 'metrics.every=7'],
    ['--set', 'bidding.winnerDetermination=index'],
  ].map((more) => JSON.parse(vickrey(['run', 'scenarios/paper.yaml', '--json', ...more]).stdout));
  for (const { ledger, firstBlocks } of documents) {
    expect(ledger).toEqual({ blocks: 152, events: 731, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect({ ledger, firstBlocks }).toEqual({
      ledger: documents[0].ledger,
      firstBlocks: documents[0].firstBlocks,
    });
  }
  expect(documents[0].firstBlocks).toHaveLength(5);
  expect(vickrey(['run', 'scenarios/paper.yaml']).stdout).toContain('First blocks of the ledger (3 of 152)');
});
