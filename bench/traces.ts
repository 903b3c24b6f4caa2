import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readTrace } from '../dist/workload/trace-format.js';
import { traceFormats } from '../dist/workload/trace-formats.js';
import { type Bench, quantile } from './bench.js';
import type { Timing } from './results.js';

type Format = keyof typeof traceFormats;

/** A file of each format, in rows that differ. */
const files: Record<Format, { head: string; row(i: number): string }> = {
  csv: { head: 'time,load', row: (i) => `${(i * 0.137).toFixed(3)},${(1 + (i % 97) * 0.31).toFixed(2)}` },
  swf: {
    head: '; Version: 2.2',
    row: (i) =>
      `${i} ${3 * i} -1 ${1 + (i % 1451)} ${1 + (i % 128)} -1 -1 -1 -1 -1 1 ${i % 40} 1 -1 -1 -1 -1 -1`,
  },
  'azure-llm': {
    head: 'TIMESTAMP,ContextTokens,GeneratedTokens',
    row: (i) => {
      const time = new Date(Date.UTC(2023, 10, 16) + i * 137).toISOString().replace('T', ' ').slice(0, -1);
      return `${time}0000,${i % 4000},${1 + (i % 300)}`;
    },
  },
};

/** CPU time to read a row of a trace, against csv-parse, which makes nothing of its cells (for swf: split at blanks). */
export const traces: Bench = async ({ quick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vickrey-bench-'));
  try {
    const results: Timing[] = [];
    for (const format of Object.keys(files) as Format[]) {
      results.push(await timeOf(format, folder, quick ? 20_000 : 1_000_000, quick ? 2 : 5));
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

async function timeOf(format: Format, folder: string, rows: number, turns: number): Promise<Timing> {
  const path = join(folder, format);
  const { head, row } = files[format];
  writeFileSync(path, `${[head, ...Array.from({ length: rows }, (_, i) => row(i))].join('\n')}\n`);
  const delimiter = format === 'swf' ? ' ' : ',';
  const own: number[] = [];
  const other: number[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const mine = await nsPerRow(
      rows,
      async () => (await readTrace(traceFormats[format], { path, name: path })).length,
    );
    const its = await nsPerRow(rows, () => recordsOf(readFileSync(path), delimiter) - 1);
    if (turn === 0) continue;
    own.push(mine);
    other.push(its);
  }
  const [mine, its] = [quantile(own, 0.5), quantile(other, 0.5)];
  const ratios = own.map((time, i) => other[i]! / time);
  return {
    bench: 'traces',
    params: { format, rows },
    nsPerOp: mine,
    yardstick: { name: 'csv-parse', nsPerOp: its },
    ratio: its / mine,
    spread: (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / (its / mine),
  };
}

function recordsOf(bytes: Buffer, delimiter: string): number {
  let records = 0;
  parse(bytes, {
    ...{ delimiter, trim: true, relax_column_count: true },
    on_record: () => {
      records++;
      return null;
    },
  });
  return records;
}

/** CPU time of a row, in ns. @throws Error where rows are lost */
async function nsPerRow(rows: number, read: () => number | Promise<number>): Promise<number> {
  const before = process.cpuUsage();
  const count = await read();
  const { user, system } = process.cpuUsage(before);
  if (count !== rows) throw new Error(`${count} rows were read, not ${rows}`);
  return ((user + system) * 1000) / rows;
}
