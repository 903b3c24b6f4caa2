import { describe, expect, test } from 'vitest';
import { MarketEnvironment } from '../../src/environment/market-environment.js';
import { Session } from '../../src/environment/session.js';
import { loadSweep } from '../../src/experiments/sweep/load-sweep.js';
import { InputError } from '../../src/input/input-error.js';
import { OwnCodeFailure } from '../../src/market/own-code-failure.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { loadScenario, prepareScenario } from '../../src/scenario/load.js';
import { simulate } from '../../src/simulation/run.js';
import { vickrey } from '../cli/vickrey.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
const [long, digits] = ['x'.repeat(300_000), '1'.repeat(300_000)];
const small = { time: { rounds: 2 }, servers: { count: 3 }, learning: { mode: 'none' } };

/** Characters of what is said of one giant value: a few names of 300 characters, a message of 2,000. */
const most = 3000;

const trace = (format: string, text: string, more: object = {}) => ({
  arrivals: { process: 'trace', format, file: write(`trace-${text.length}.${format}`, text), ...more },
});
const azure = 'TIMESTAMP,ContextTokens,GeneratedTokens';

describe('a giant value is refused in few words: a scenario', () => {
  test.each<[string, object]>([
    ['a number', { seed: long }],
    ['a name of a kind', { balancer: long }],
    ['a key', { [long]: 1 }],
    ['a key of a section', { servers: { [long]: 1 } }],
    ['a kind of a section', { arrivals: { process: long } }],
    ['a distribution', { servers: { count: 3, capacity: { [long]: 1 } } }],
    ['a file', { servers: { file: long } }],
    ['an origin', trace('csv', 'time,load\n0,1\n', { origin: long })],
    ['a mapped column', trace('csv', 'time,load\n0,1\n', { columns: { [long]: 1 } })],
    ['the name of a column', trace('csv', 'time,load\n0,1\n', { columns: { load: long } })],
    ['a load', trace('csv', `time,load\n0,${long}\n`)],
    ['a large load', trace('csv', `time,load\n0,${digits}\n`)],
    ['a time', trace('csv', `time,load\n${digits},1\n`)],
    ['a class', trace('csv', `time,load,sla\n0,1,${long}\n`)],
    ['a header', trace('csv', `${long}\n1\n`)],
    ['cells', trace('csv', `time,load\n${'1,'.repeat(1e5)}\n`)],
    ['a quote that is not closed', trace('csv', `time,load\n0,"${long}\n`)],
    ['a word of a job', trace('swf', `1 ${long}\n`)],
    ['a number of a job', trace('swf', `1 ${digits} ${'1 '.repeat(16)}\n`)],
    ['fields of a job', trace('swf', '1 '.repeat(1e5))],
    ['a date', trace('azure-llm', `${azure}\n${long},1,1\n`)],
    ['tokens', trace('azure-llm', `${azure}\n2023-11-16 18:17:03,${digits},1\n`)],
    ['a capacity', { servers: { file: write('servers.csv', `capacity\n${digits}\n`) } }],
    ['a column of servers', { servers: { file: write('columns.csv', `${long}\n1\n`) } }],
  ])('%s', async (_, part) => {
    const file = write('scenario.json', JSON.stringify({ ...small, ...part }));
    await expectShort(() => loadScenario(file));
  });

  test.each([
    `name: *${long}`,
    `name: !${long} x`,
    `%${long}\n---\nname: x`,
    `name: "${long}`,
    `${long}\n: ]`,
    `name: "\\${long}"`,
    `${long}: 1\n${long}: 2`,
    `a: &${long} [*${long}]`,
    long,
  ])('YAML %#', async (text) => {
    await expectShort(() => loadScenario(write('scenario.yaml', text)));
  });

  test.each([`seed=${long}`, `${long}=1`, long, `${long}..=1`, `seed.${'a.'.repeat(1e5)}a=1`])(
    '--set %#',
    async (set) => {
      const file = write('good.json', JSON.stringify(small));
      await expectShort(() => loadScenario(file, { set: [set] }));
    },
  );
});

test('a giant value is refused in few words: 100,000 columns, of which the first hundred are told', async () => {
  const servers = { file: write('many.csv', Array.from({ length: 1e5 }, (_, i) => `c${i}`).join()) };
  const file = write('many.json', JSON.stringify({ ...small, servers }));
  await expectShort(() => loadScenario(file), 100 * most);
});

test.each<object>([
  { [long]: 1 },
  { scenario: long },
  { set: { [long]: 1 } },
  { parameters: { design: long } },
  { parameters: { design: 'grid', of: { [long]: [1] } } },
  { parameters: { design: 'grid', of: { seed: [long] } } },
  { outputs: { metrics: [long] } },
])('a giant value is refused in few words: a sweep %#', async (part) => {
  write('good.json', JSON.stringify(small));
  const file = write('sweep.json', JSON.stringify({ scenario: 'good.json', ...part }));
  await expectShort(() => loadSweep(file));
});

test.each([
  'throw new Error(long)',
  'throw { toString: () => long }',
  'return long',
  'return { winner: long, payment: 1 }',
  'return { [long]: 1 }',
  'return Array(1e5).fill(1)',
])('a giant value is refused in few words: a mechanism that does %s', async (sell) => {
  const code = `const long = 'x'.repeat(300_000); export default { sell() { ${sell}; } };`;
  const mechanism = write(`mechanism-${sell.length}.mjs`, code);
  await expectShort(async () => {
    simulate(
      await prepareScenario({ ...small, coalition: { partners: 0 }, auction: { mechanism } } as object),
    );
  });
});

test.each([long, `{"request":"${long}"}`, `{"${long}":1}`, `{"request":"step","action":"${long}"}`])(
  'a giant value is refused in few words: a request %#',
  async (line) => {
    const session = new Session(new MarketEnvironment(await prepareScenario(small as object)));
    expect(session.reply(line).length).toBeLessThan(most);
  },
);

test('a giant value is refused in few words: a ledger', () => {
  const verdict = verifyLedger(write('ledger.ndjson', `{"index":${long}\n`));
  expect(JSON.stringify(verdict).length).toBeLessThan(most);
});

test.each([
  [[long.slice(0, 1e5)], 2],
  [['run', `--${long.slice(0, 1e5)}`], 2],
  [['run', 'scenarios/paper.yaml', '--seed', long.slice(0, 1e5)], 2],
  [['run', 'scenarios/paper.yaml', '--out', long.slice(0, 1e5)], 2],
  [['query', folder, `select ${long.slice(0, 1e5)} from runs`], 2],
])('a giant value is refused in few words: an argument %#', (args, code) => {
  for (const name of ['results.json', 'runs.csv', 'points.csv']) write(name, 'a\n1\n');
  const { status, stdout, stderr } = vickrey(args);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr.length).toBeLessThan(most);
});

async function expectShort(work: () => unknown, longest = most): Promise<void> {
  const error = await Promise.resolve()
    .then(work)
    .then(
      () => new Error('it was not refused'),
      (error: Error) => error,
    );
  expect(error instanceof InputError || error instanceof OwnCodeFailure, error.message.slice(0, 300)).toBe(
    true,
  );
  expect(error.message.length).toBeLessThan(longest);
}
