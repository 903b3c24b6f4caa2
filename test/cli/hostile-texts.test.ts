import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noHash } from '../../src/output/ledger/block.js';
import { sealLine } from '../../src/output/ledger/block-line.js';
import { loadScenario } from '../../src/scenario/load.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { root, vickrey } from './vickrey.js';

/** A colour, a terminal's title, C1, a deletion, a turn of direction, an overprinted line and something invisible. */
const hostile = 'h\x1b[31m\x1b]0;t\x07\x9b2J\x7f\u202e\u200b\rover';

const { folder, write } = temporaryFolder();
const small = { time: { rounds: 3 }, servers: { count: 3 }, learning: { mode: 'none' } };

const json = (name: string, value: unknown) => write(name, JSON.stringify(value));
const inFolder = (name: string) => join(folder, name);

/** What a terminal would obey, or not show. */
function expectHarmless(text: string): void {
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]|\u200b/u);
}

/** The ledger of no auction, hashes in order, whose first block says `genesis`. */
function ledger(genesis: object): string {
  const first = sealLine(JSON.stringify({ index: 0, kind: 'genesis', ...genesis, previous: noHash }));
  const seal = { index: 1, kind: 'seal', blocks: 2, events: 0, previous: first.hash };
  return `${first.line}\n${sealLine(JSON.stringify(seal)).line}\n`;
}

const good = json(`${hostile}.json`, { ...small, name: hostile, description: hostile });
const other = json(`other ${hostile}.json`, { ...small, name: hostile, coalition: { partners: 0 } });
const bad = json('bad.json', {
  [hostile]: 1,
  seed: hostile,
  name: { [hostile]: 1 },
  servers: { [hostile]: 1, capacity: { [hostile]: [1, 2] }, discipline: hostile },
  arrivals: { process: hostile },
  balancer: hostile,
  metrics: { servers: hostile },
});
const sweep = json('sweep.json', {
  scenario: `${hostile}.json`,
  name: hostile,
  replications: 1,
  parameters: { design: 'grid', of: { name: [hostile, `2${hostile}`] } },
  outputs: { figures: false, metrics: ['sojourn-p99'] },
});
const badSweep = json('bad-sweep.json', {
  scenario: hostile,
  [hostile]: 1,
  set: { [`${hostile}..`]: 1 },
  parameters: { design: hostile },
  outputs: { metrics: [hostile] },
});
const titled = write(
  'titled.mjs',
  `export default { title: ${JSON.stringify(hostile)}, sell: (bids) => ({ winner: 0, payment: bids[0] }) };`,
);
const throwing = write(
  'throwing.mjs',
  `export default { sell() { throw new Error(${JSON.stringify(hostile)}); } };`,
);
const broken = write('broken.mjs', `throw new Error(${JSON.stringify(hostile)});`);
const older = write(
  'older.ndjson',
  ledger({ version: hostile, seed: 0, scenario: { [hostile]: 1, name: hostile } }),
);
const results = inFolder(`results ${hostile}`);
const requests = [
  `{"request":"${hostile}"}`,
  `{"request":"hello","${hostile}":1}`,
  hostile,
  JSON.stringify({ request: 'reset', options: { [hostile]: hostile } }),
  '{"request":"hello"}',
].join('\n');

describe('nothing that a terminal obeys comes out, whatever goes in by', () => {
  it.each<[string, number, readonly string[], string?]>([
    ['keys and values of a scenario', 2, ['run', bad]],
    [
      'names of a scenario, its file and its folders',
      0,
      ['run', good, '--out', inFolder(`out ${hostile}`), '--profile', inFolder(`profile ${hostile}`)],
    ],
    ['a finished run', 2, ['run', good, '--out', inFolder(`out ${hostile}`)]],
    ['--json', 0, ['run', good, '--json']],
    ['a file that is not there', 2, ['run', hostile]],
    [
      '--set',
      2,
      [
        ...['run', good, '--set', hostile, '--set', `${hostile}..=1`, '--set', `seed=[${hostile}`],
        ...['--set', `seed={ ${hostile}: 1, ${hostile}: 1 }`],
      ],
    ],
    ['--set, where it names and says', 2, ['run', good, '--set', `${hostile}=1`, '--set', `seed=${hostile}`]],
    ['an option', 2, ['run', good, `--${hostile}`]],
    ['the value of an option', 2, ['run', good, '--seed', hostile]],
    ['--format', 2, ['run', good, '--out', 'x', '--format', hostile]],
    ['--metric', 2, ['compare', good, other, '--metric', hostile]],
    ['--baseline', 2, ['compare', good, other, '--baseline', `no ${hostile}`]],
    ['--vary', 2, ['compare', good, '--vary', `servers.count=${hostile},2`]],
    [
      'names of alternatives',
      0,
      ['compare', good, other, '-n', '2', '--workers', '1', '--out', inFolder(`compared ${hostile}`)],
    ],
    ['a sweep that is refused', 2, ['sweep', badSweep]],
    ['a sweep', 0, ['sweep', sweep, '--workers', '1', '--out', results]],
    ['a question', 2, ['query', results, `select ${hostile} from runs`]],
    ['the answer to one', 0, ['query', results, `select name, '${hostile}' as "${hostile}" from runs`]],
    ['the answer to one, in JSON', 0, ['query', results, 'select name from runs', '--json']],
    ['the title of a mechanism', 0, ['lab', titled, '--runs', '5', '--property', 'anonymity']],
    ['what a mechanism throws', 1, ['lab', throwing, '--runs', '5']],
    ['the file of a mechanism that cannot be run', 2, ['lab', broken]],
    ['--property', 2, ['lab', 'vcg', '--property', hostile]],
    ['a mechanism', 2, ['lab', hostile]],
    ['a ledger', 2, ['ledger', 'replay', older]],
    ['--system', 2, ['validate', '--system', hostile]],
    ['a parameter of a system', 2, ['validate', '--system', 'mm1', '--rho', hostile]],
    ['requests to an environment', 0, ['environment', good], requests],
    ['--broker', 2, ['worker', '--broker', `redis://${hostile}`]],
  ])('%s', (_, status, args, input) => {
    const ended = vickrey(args, { cwd: folder, ...(input !== undefined && { input }) });
    expectHarmless(ended.stdout);
    expectHarmless(ended.stderr);
    expect(ended.stdout + ended.stderr).not.toBe('');
    expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status });
  });
});

describe('nothing that a terminal obeys is in what is told of', () => {
  const text = `a,${hostile}\n`;
  const files: Record<string, string> = {
    'a header': `${hostile},load\n1,1\n`,
    'a cell': `time,load\n${hostile},1\n`,
    'a class': `time,load,sla\n1,1,${hostile}\n`,
    'a row of many cells': `time,load\n1,1${text.repeat(3)}`,
    'a quote out of place': `time,load\n1,"${hostile}"${hostile}\n`,
  };

  it.each(Object.keys(files))('%s of a trace', async (name) => {
    const path = write('trace.csv', files[name]!);
    const error = await refusal({ ...small, arrivals: { process: 'trace', file: path } });
    expectHarmless(error);
  });

  it.each(['swf', 'azure-llm'])('a trace in %s', async (format) => {
    const head = format === 'azure-llm' ? 'TIMESTAMP,ContextTokens,GeneratedTokens\n' : '';
    const path = write('trace.txt', `${head}${hostile},${hostile},${hostile}\n`);
    expectHarmless(await refusal({ ...small, arrivals: { process: 'trace', file: path, format } }));
  });

  it.each([
    ['servers.file', { servers: { file: 'servers.csv' } }],
    ['auction.mechanism', { auction: { mechanism: 'broken.mjs' } }],
    ['files that are not there', { arrivals: { process: 'trace', file: hostile } }],
  ])('%s', async (_, scenario) => {
    write('servers.csv', `capacity,${hostile}\n1,2\n`);
    expectHarmless(await refusal({ ...small, ...scenario }));
  });

  it.each([
    `seed: ${hostile}\n`,
    `seed: [${hostile}\n`,
    `seed: !<${hostile}> 1\n`,
    `seed: *${hostile}\n`,
    `seed: "${hostile}\n`,
    `${hostile}\n`,
    `%${hostile}\n---\nseed: 1\n`,
  ])('a scenario in YAML: %j', async (yaml) => {
    expectHarmless(await messageOf(() => loadScenario(write('scenario.yaml', yaml))));
  });

  it.each([`{"seed": ${hostile}}`, `{"seed": "\x1b"}`, `{"${hostile}`])(
    'a scenario in JSON: %j',
    async (text) => {
      expectHarmless(await messageOf(() => loadScenario(write('scenario.json', text))));
    },
  );

  async function refusal(scenario: object): Promise<string> {
    return messageOf(() => loadScenario(json('scenario.json', scenario)));
  }

  async function messageOf(work: () => unknown): Promise<string> {
    try {
      await work();
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('the input was not refused');
  }
});

it('a command writes on stdout and stderr through print.ts alone', () => {
  const folderOfCommands = join(root, 'src/cli');
  const writers = readdirSync(folderOfCommands).filter((file) =>
    /process\.std(?:out|err)\.write|console\./.test(readFileSync(join(folderOfCommands, file), 'utf8')),
  );
  // An environment waits until its client has taken a reply; the entry says a fixed text where nothing can be loaded.
  expect(writers).toEqual(['environment.ts', 'main.ts', 'print.ts']);
});

it('a file that a command writes cannot be broken out of by a name', () => {
  writeFileSync(inFolder('first\nprice: 1.mjs'), readFileSync(titled));
  const args = [
    'lab',
    './first\nprice: 1.mjs',
    '--property',
    'truthfulness',
    '--out',
    'lies',
    '--runs',
    '50',
  ];
  expect(vickrey(args, { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(inFolder('lies/truthfulness.yaml'), 'utf8')).toContain(
    String.raw`# Found by: vickrey lab ./first\nprice: 1.mjs --property truthfulness`,
  );
});
