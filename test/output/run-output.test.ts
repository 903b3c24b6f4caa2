import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { figureNames } from '../../src/output/figures/figures.js';
import { genesisOf } from '../../src/output/ledger/ledger-blocks.js';
import { LedgerReplay } from '../../src/output/ledger/ledger-replay.js';
import { LedgerWriter } from '../../src/output/ledger/ledger-writer.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { RunExistsError } from '../../src/output/run-exists-error.js';
import { RunOutput } from '../../src/output/run-output.js';
import type { TableFormatName } from '../../src/output/table-formats.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { summarySample } from './sample-summary.js';

const { folder } = temporaryFolder();
const { timing } = summarySample;

async function run(
  name: string,
  input: ScenarioInput = {},
  formats: TableFormatName[] = ['csv'],
  force = false,
  warn = (message: string): void => expect.fail(message),
) {
  const directory = join(folder, name);
  const loaded = await prepareScenario({ time: { mode: 'rounds', rounds: 5 }, ...input });
  const output = new RunOutput(directory, loaded, { formats, force, warn });
  const simulation = new Simulation(loaded, { observers: output.observers });
  simulation.run();
  const summary = simulation.summary();
  return { directory, loaded, summary, document: await output.commit(summary, timing) };
}

function filesIn(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

const plots = figureNames.flatMap((name) => [`plots/${name}.png`, `plots/${name}.svg`]);
const always = [
  'auctions.csv',
  'rounds.csv',
  'report.html',
  'summary.json',
  'plots/market.vl.json',
  ...plots,
];

test('a run leaves its tables, figures, report and summary', async () => {
  const { directory, summary, document } = await run('plain');
  expect(filesIn(directory)).toEqual([...always, 'servers.csv'].sort());
  expect(document).toEqual({ ...summary, timing });
  expect(JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8'))).toEqual(document);
  expect(readFileSync(join(directory, 'rounds.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(1 + 5);
});

test('tables are written in every format that is asked for', async () => {
  const { directory } = await run('both', { metrics: { bids: true } }, ['csv', 'parquet']);
  const tables = ['auctions', 'bids', 'rounds', 'servers'].flatMap((table) => [
    `${table}.csv`,
    `${table}.parquet`,
  ]);
  expect(filesIn(directory)).toEqual([...new Set([...always, ...tables])].sort());
});

test('servers that are not recorded have no table', async () => {
  const { directory } = await run('no-servers', { metrics: { servers: 'none' } });
  expect(filesIn(directory)).not.toContain('servers.csv');
});

test('a ledger is written where the scenario asks for one; it verifies, and the run repeats it', async () => {
  const { directory, loaded, document } = await run('ledger', { ledger: { enabled: true } });
  const ledger = join(directory, 'ledger.ndjson');
  expect(verifyLedger(ledger)).toEqual({ ok: true, ...document.ledger });
  expect(document.firstBlocks).toHaveLength(5);
  const replay = new LedgerReplay(ledger, loaded);
  const { metrics: _, ...market } = loaded.scenario;
  const { winnerDetermination: __, ...bidding } = market.bidding;
  expect(genesisOf(ledger).scenario).toEqual(JSON.parse(JSON.stringify({ ...market, bidding })));
  new Simulation(loaded, { observers: [replay] }).run();
  expect(replay.finish()).toBeUndefined();
  const others = await prepareScenario({ time: { mode: 'rounds', rounds: 5 }, seed: 1 });
  expect(new LedgerReplay(ledger, others).difference).toMatchObject({ block: 0, field: 'seed' });
});

test('what is recorded changes no byte of the ledger', async () => {
  const ledgers: Buffer[] = [];
  for (const [name, metrics] of Object.entries({
    usual: {},
    other: { servers: [3], bids: true, every: 2 },
  })) {
    const { directory } = await run(`records-${name}`, { ledger: { enabled: true }, metrics });
    ledgers.push(readFileSync(join(directory, 'ledger.ndjson')));
  }
  expect(ledgers[0]!.equals(ledgers[1]!)).toBe(true);
});

test('a figure that fails is warned of, and the run is committed without it', async () => {
  const svg = await import('../../src/output/figures/render-svg.js');
  const draw = vi.spyOn(svg, 'renderSvg');
  draw.mockRejectedValueOnce(new Error('no\nluck'));
  const warnings: string[] = [];
  const { directory } = await run('undrawn', {}, ['csv'], false, (message) => warnings.push(message));
  draw.mockRestore();
  expect(warnings).toEqual(["the figure 'market' is left out, it cannot be drawn: no luck"]);
  const missing = ['plots/market.png', 'plots/market.svg', 'plots/market.vl.json'];
  expect(filesIn(directory)).toEqual(
    [...always, 'servers.csv'].filter((name) => !missing.includes(name)).sort(),
  );
  expect(readFileSync(join(directory, 'report.html'), 'utf8')).not.toContain('<figure');
});

test('the same run gives the same bytes in every file', async () => {
  const first = await run('same-1', { ledger: { enabled: true } }, ['csv', 'parquet']);
  const second = await run('same-2', { ledger: { enabled: true } }, ['csv', 'parquet']);
  for (const file of filesIn(first.directory)) {
    const [one, two] = [first, second].map(({ directory }) => readFileSync(join(directory, file)));
    expect(one!.equals(two!), file).toBe(true);
  }
});

test('a finished run is refused, and replaced whole when forced', async () => {
  const { directory } = await run('again', { ledger: { enabled: true } }, ['csv', 'parquet']);
  writeFileSync(join(directory, 'notes.txt'), 'mine');
  await expect(run('again')).rejects.toThrow(RunExistsError);
  await run('again', { seed: 5 }, ['csv'], true);
  expect(filesIn(directory)).toEqual([...always, 'servers.csv', 'notes.txt'].sort());
  expect(JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8')).seed).toBe(5);
});

test('a run that is aborted leaves nothing, at whatever moment', async () => {
  const loaded = await prepareScenario({ ledger: { enabled: true } });
  const output = new RunOutput(join(folder, 'aborted'), loaded, {
    formats: ['csv', 'parquet'],
    force: false,
  });
  new Simulation(loaded, { observers: output.observers }).run({ events: 100 });
  const sealed = vi.spyOn(LedgerWriter.prototype, 'close');
  output.abort();
  output.abort();
  expect(sealed).not.toHaveBeenCalled();
  sealed.mockRestore();
  expect(readdirSync(folder)).not.toContain('aborted');
});

test('a table that cannot be opened leaves nothing behind', async () => {
  const loaded = await prepareScenario({});
  const formats = ['csv', 'none'] as unknown as TableFormatName[];
  expect(() => new RunOutput(join(folder, 'unopened'), loaded, { formats, force: false })).toThrow(TypeError);
  expect(readdirSync(folder)).not.toContain('unopened');
});
