import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { type MetricName, metricNames, metrics } from '../../src/experiments/metrics.js';
import type { Column, Table } from '../../src/output/column.js';
import { csv } from '../../src/output/formats/csv.js';
import { parquet } from '../../src/output/formats/parquet.js';
import { report } from '../../src/output/report/report.js';
import { summaryTable } from '../../src/output/summary-table.js';
import { tables } from '../../src/output/tables.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import type { Summary } from '../../src/simulation/summary.js';
import type { Observer } from '../../src/systems/records.js';
import { continuousArbitrary } from '../arbitraries/continuous.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { summaryOf } from './run.js';

const { folder } = temporaryFolder();

/** Scenarios in which much is not observed: no arrivals, a window without length, warm-up to the end, a class without tasks. */
const sparse = fc
  .tuple(continuousArbitrary, fc.constantFrom('as it is', 'no task', 'at once', 'all warm-up', 'one class'))
  .map(([input, change]): ScenarioInput => {
    if (change === 'no task') return { ...input, arrivals: { process: 'poisson', rate: 0 } };
    if (change === 'at once') return { ...input, time: { mode: 'continuous', tasks: 1 } };
    if (change === 'all warm-up')
      return { ...input, time: { mode: 'continuous', until: 3, warmup: 1000, drain: true } };
    return change === 'one class' ? { ...input, tasks: { ...input.tasks, sla: { silver: 1 } } } : input;
  });

/** The cells of a table as each format has them, null where there is none. */
async function cells(table: Table<never>, rows: readonly never[]): Promise<[unknown[][], unknown[][]]> {
  const paths = [join(folder, 'table.csv'), join(folder, 'table.parquet')] as const;
  const columns = table.columns as readonly Column<never>[];
  for (const [i, format] of [csv, parquet].entries()) {
    const writer = format(paths[i]!, columns);
    for (const row of rows) writer.write(row);
    writer.close();
  }
  const lines = readFileSync(paths[0], 'utf8').trimEnd().split('\n').slice(1);
  const texts = lines.map((line) => line.split(','));
  const { buffer, byteOffset, byteLength } = readFileSync(paths[1]);
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const objects = await parquetReadObjects({ file, compressors: { GZIP: (bytes) => gunzipSync(bytes) } });
  return [texts, objects.map((object) => columns.map(({ name }) => object[name]))];
}

/** Runs `input` and keeps the rows of every table that it would write. */
async function kept(input: ScenarioInput): Promise<{ summary: Summary; rows: Record<string, never[]> }> {
  const rows: Record<string, never[]> = { auction: [], round: [], server: [], bid: [] };
  const listening = Object.entries(rows).map(([kind, list]) => [
    kind,
    (record: { partners?: Int32Array }) =>
      list.push({ ...record, partners: record.partners?.slice() } as never),
  ]);
  const metrics = { servers: 2, bids: true, ...(input.time?.mode === 'continuous' && { interval: 1 }) };
  const summary = await summaryOf({ ...input, metrics }, [Object.fromEntries(listening) as Observer]);
  return { summary, rows };
}

const timing = { cpuSeconds: 1, wallSeconds: 1, auctionsPerSecond: 1, eventsPerSecond: 1, peakRssBytes: 1 };

describe('what was not observed', () => {
  test('is an empty cell in CSV and null in Parquet, in every column of every table', async () => {
    const property = fc.asyncProperty(sparse, async (input) => {
      const { rows } = await kept(input);
      for (const [kind, table] of Object.entries(tables)) {
        const [texts, values] = await cells(table as Table<never>, rows[kind]!);
        expect(values).toHaveLength(texts.length);
        for (const [row, line] of values.entries()) {
          for (const [column, value] of line.entries()) {
            const text = texts[row]![column]!;
            if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
            expect(text).toBe(value === null ? '' : String(value));
          }
        }
      }
      for (const each of rows.auction as { winner: number; winningBid: number }[]) {
        if (input.balancer !== 'auction') expect(each.winningBid).toBeNaN();
      }
    });
    await fc.assert(property, { seed: 1, numRuns: 40 });
  });

  test('is null in the summary, and no metric has a value of it', async () => {
    const property = fc.asyncProperty(sparse, async (input) => {
      const summary = await summaryOf(input);
      const { classes, levels, measured, slaViolations, sojourn, utilisation, window } = summary;
      const isEmpty = !(levels!.to > levels!.from);
      const { from: _, to: __, warmup: ___, littlesLaw, ...averages } = levels!;
      for (const value of [...Object.values(averages), utilisation, window.fairness]) {
        expect(value === null).toBe(isEmpty);
      }
      if (isEmpty) expect(new Set(Object.values(littlesLaw))).toEqual(new Set([null]));
      expect(sojourn.mean === null).toBe(measured === 0);
      expect(slaViolations.penalty === null).toBe(measured === 0);
      for (const [name, times] of Object.entries(classes)) {
        expect(slaViolations[name as keyof typeof classes] === null).toBe(times.sojourn.mean === null);
      }
      expect(window.unserved === null).toBe(window.tasks === 0);
      const observed: Record<MetricName, boolean> = {
        sojourn: measured > 0,
        // Too few tasks have no tail.
        'sojourn-p99': sojourn.p99 !== null,
        waiting: measured > 0,
        'sla-violations': measured > 0,
        'sla-penalty': measured > 0,
        unserved: window.tasks > 0,
        utilisation: !isEmpty,
        fairness: !isEmpty,
        messages: window.tasks > 0,
      };
      for (const name of metricNames) {
        expect([name, Number.isFinite(metrics[name].of(summary))]).toEqual([name, observed[name]]);
      }
    });
    await fc.assert(property, { seed: 2, numRuns: 100 });
  });

  test('is a dash in every text', async () => {
    const property = fc.asyncProperty(sparse, async (input) => {
      const document = { ...(await summaryOf(input)), timing };
      const page = report(document, { name: 'sparse' } as never, undefined);
      for (const text of [summaryTable(document), page]) {
        expect(text).not.toMatch(/NaN|Infinity|∞|undefined|null/);
      }
      expect(JSON.stringify(document)).toBe(
        JSON.stringify(document, (_, value) =>
          typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value,
        ),
      );
    });
    await fc.assert(property, { seed: 3, numRuns: 60 });
  });
});

const batch: ScenarioInput = {
  time: { mode: 'continuous', tasks: 1 },
  servers: { count: 1, processingRate: 1 },
  arrivals: { process: 'constant', rate: 1 },
  tasks: { load: 1, complexity: 1 },
  balancer: 'random',
};

test.each<[string, ScenarioInput]>([
  ['no task arrived', { ...batch, arrivals: { process: 'poisson', rate: 0 } }],
  [
    'the run was over before its warm-up of 5 tasks',
    { ...batch, time: { mode: 'continuous', until: 3, warmup: 5 } },
  ],
  ['all measured tasks arrived at time 2', { ...batch, time: { mode: 'continuous', tasks: 2, warmup: 1 } }],
])('a window without length says that %s', async (why, input) => {
  const text = summaryTable({ ...(await summaryOf(input)), timing });
  expect(text).toContain(`Averages over time: none, ${why}\n`);
  expect(text).toMatch(/Utilisation +–/);
});
