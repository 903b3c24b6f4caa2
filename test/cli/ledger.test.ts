import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../input/temporary-folder.js';
import { blocksOf, chained, type Forged } from '../output/forged-ledger.js';
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

  it('is put in place before it is read, where a run was killed while it did that', () => {
    const out = join(folder, 'killed');
    const ready = join(out, '.publishing-1-abcdef');
    mkdirSync(ready, { recursive: true });
    cpSync(file, join(ready, 'ledger.ndjson'));
    writeFileSync(join(ready, 'summary.json'), '{}');
    const list = { marker: 'summary.json', staged: ['ledger.ndjson'], files: [], emptied: [] };
    writeFileSync(join(ready, '.publishing.json'), JSON.stringify(list));
    expect(vickrey(['ledger', 'verify', join(out, 'ledger.ndjson')]).status).toBe(0);
    expect(vickrey(['ledger', 'verify', out]).stderr).toContain(
      `is a folder, not a file\n  the ledger in it is ${join(out, 'ledger.ndjson')}`,
    );
    expect(readdirSync(out).sort()).toEqual(['ledger.ndjson', 'summary.json']);
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
    expect(stdout).toContain('all 152 blocks with 731 auctions are the same');
  });

  it('is held against a head that was kept elsewhere', () => {
    const { stdout } = vickrey(['ledger', 'verify', file, '--json']);
    const { head } = JSON.parse(stdout);
    expect(vickrey(['ledger', 'verify', file, '--head', head.toUpperCase()]).status).toBe(0);
    const forged = join(folder, 'forged.ndjson');
    const blocks = blocksOf(readFileSync(file, 'utf8'));
    writeFileSync(forged, chained(blocks.with(0, { ...blocks[0]!, seed: 1 })));
    expect(vickrey(['ledger', 'verify', forged]).status).toBe(0);
    const held = vickrey(['ledger', 'verify', forged, '--head', head]);
    expect(held.status).toBe(1);
    expect(held.stdout).toContain(`not the one that was kept, ${head}`);
    expect(vickrey(['ledger', 'verify', file, '--head', head.slice(1)])).toMatchObject({
      status: 2,
      stdout: '',
    });
  });

  it('names the block, and the auction, in which a forged one differs that verifies', () => {
    const forged = join(folder, 'forged.ndjson');
    const blocks = blocksOf(readFileSync(file, 'utf8'));
    const replayed = (...changed: typeof blocks) => {
      writeFileSync(forged, chained(changed));
      return vickrey(['ledger', 'replay', forged]);
    };
    const [event, ...events] = blocks[3]!.events as Forged[];
    const late = blocks.with(3, { ...blocks[3]!, events: [{ ...event!, payment: 1 }, ...events] });
    expect(replayed(...late)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(
        /block 3 \(line 4\) differs first: payment of auction \d+ is 1 in the ledger, /,
      ),
    });
    expect(replayed(...blocks.with(2, { ...blocks[2]!, round: 9 }))).toMatchObject({
      status: 1,
      stdout: `${forged}: block 2 (line 3) differs first: round is 9 in the ledger, 1 now\n`,
    });
  });

  it('tells the line of a scenario that cannot be run', () => {
    const forged = join(folder, 'forged.ndjson');
    const blocks = blocksOf(readFileSync(file, 'utf8'));
    writeFileSync(forged, chained(blocks.with(0, { ...blocks[0]!, scenario: { time: null } })));
    const { status, stderr } = vickrey(['ledger', 'replay', forged]);
    expect(status).toBe(2);
    expect(stderr).toBe(`error: ${forged}:1: time: must be a mapping, got nothing\n`);
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
      'ledger: { enabled: true }\narrivals: { process: trace, file: tasks.csv }\nservers: { file: servers.csv }\ntasks: { latency: 5, sla: { gold: 1 } }\n',
    );
    mkdirSync(elsewhere);
    const run = vickrey(['run', scenario, '--out', join(folder, 'out'), '--quiet']);
    expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  const replay = (cwd: string, ...more: string[]) => vickrey(['ledger', 'replay', file, ...more], { cwd });

  it('is replayed from the folder of the scenario, or with --directory from any', () => {
    const { status, stdout } = replay(join(folder, 'files'));
    expect(stdout).toContain('with 5 auctions are the same');
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
    expect(stdout).toContain('block 0 (line 1) differs first: arrivals.file is another file: SHA-256 ');
    const json = JSON.parse(replay(dirname(other), ...set, '--json').stdout);
    expect(json).toMatchObject({ ok: false, block: 0, field: 'arrivals.file' });
    expect(json.ledger).not.toBe(json.replay);
  });

  it('says so where the servers are another file, be they the same servers', () => {
    const other = write('elsewhere/other-servers.csv', 'capacity,coalition\n60.0,4\n80,\n70,0\n');
    const set = ['--directory', join(folder, 'files'), '--set', `servers.file=${other}`];
    const { status, stdout } = replay(elsewhere, ...set);
    expect(status).toBe(1);
    expect(stdout).toContain('servers.file is another file: SHA-256 ');
  });

  it('says so where another seed is set', () => {
    const { status, stdout } = replay(join(folder, 'files'), '--set', 'seed=1');
    expect(status).toBe(1);
    expect(stdout).toContain('block 0 (line 1) differs first: seed is 42 in the ledger, 1 now');
  });
});

describe('the ledger of a run with a mechanism of the user', () => {
  const { folder, write } = temporaryFolder();
  const file = join(folder, 'out', 'ledger.ndjson');
  const code = (payment: number) =>
    `import { writeFileSync } from 'node:fs'; writeFileSync('RAN-${payment}', '');
    export default { sell: (bids) => ({ winner: bids.indexOf(Math.min(...bids)), payment: ${payment} }) };`;
  const ran = (payment: number) => existsSync(join(folder, `RAN-${payment}`));
  const replay = (...more: string[]) => vickrey(['ledger', 'replay', file, ...more], { cwd: folder });

  beforeAll(() => {
    write('mine.mjs', code(3));
    write('other.mjs', code(4));
    write(
      'scenario.yaml',
      'time: { rounds: 4 }\nledger: { enabled: true }\ncoalition: { partners: 0 }\nauction: { mechanism: mine.mjs }\n',
    );
    expect(vickrey(['run', 'scenario.yaml', '--out', 'out', '--quiet'], { cwd: folder }).status).toBe(0);
    expect(ran(3)).toBe(true);
    rmSync(join(folder, 'RAN-3'));
  });

  it('does not run the code unless that is asked for', () => {
    const { status, stdout, stderr } = replay();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('ledger.ndjson:1: auction.mechanism: mine.mjs is code');
    expect(stderr).toContain('--allow-modules');
    expect(ran(3)).toBe(false);
  });

  it('does not run other code than that of the run, and says so', () => {
    const { status, stdout } = replay('--allow-modules', '--set', 'auction.mechanism=other.mjs');
    expect(status).toBe(1);
    expect(stdout).toContain('auction.mechanism is another file');
    expect(ran(4)).toBe(false);
  });

  it('is the same when the run is repeated with that code', () => {
    const { status, stdout } = replay('--allow-modules');
    expect(status).toBe(0);
    expect(stdout).toContain('are the same');
    expect(ran(3)).toBe(true);
  });

  it.each(['run', 'replicate'])(
    'is not begun by %s where anything else of the scenario is refused',
    (command) => {
      const refused = [
        'scenario.yaml',
        '--set',
        'servers.file=none.csv',
        '--set',
        'auction.mechanism=other.mjs',
      ];
      const { status, stderr } = vickrey([command, ...refused], { cwd: folder });
      expect(status).toBe(2);
      expect(stderr).toContain('there is no such file');
      expect(ran(4)).toBe(false);
    },
  );
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
    expect(stdout).toContain('learning.neural.load is another file');
  });

  it('says so where a bit of a weight has changed that no auction shows', () => {
    const place = join(folder, 'networks', 'critic', 'weights.bin');
    const bytes = readFileSync(place);
    writeFileSync(place, bytes.with(0, bytes[0]! ^ 1));
    const verdict = JSON.parse(replay('--json').stdout);
    expect(verdict).toMatchObject({ ok: false, field: 'learning.neural.load' });
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
