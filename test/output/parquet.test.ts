import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/output/column.js';
import { csv } from '../../src/output/formats/csv.js';
import { parquet } from '../../src/output/formats/parquet.js';
import type { TableFormat } from '../../src/output/table-writer.js';
import { tables } from '../../src/output/tables.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { auctionRecord, bidRecord, roundRecord, serverRecord } from './arbitrary-records.js';

const { folder } = temporaryFolder();
const path = join(folder, 'table.parquet');

function write<Row>(
  format: TableFormat,
  file: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
) {
  const writer = format(file, columns);
  for (const row of rows) writer.write(row);
  writer.close();
}

function bytesOf(file: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** The rows; hyparquet does not know gzip by itself. */
function rowsOf(file: string) {
  return parquetReadObjects({ file: bytesOf(file), compressors: { GZIP: (bytes) => gunzipSync(bytes) } });
}

/** The cells as CSV would write them, row by row. */
async function cellsOf(file: string): Promise<string[][]> {
  const rows = await rowsOf(file);
  return rows.map((row) => Object.values(row).map((cell) => (cell === null ? '' : String(cell))));
}

describe('a table has the same cells in Parquet as in CSV', () => {
  const cases = [
    ['auctions', tables.auction, auctionRecord],
    ['rounds', tables.round, roundRecord],
    ['servers', tables.server, serverRecord],
    ['bids', tables.bid, bidRecord],
  ] as const;
  test.each(cases)('%s', async (_, table, record) => {
    const columns = table.columns as readonly Column<unknown>[];
    await fc.assert(
      fc.asyncProperty(fc.array<unknown>(record, { maxLength: 30 }), async (rows) => {
        write(parquet, path, columns, rows);
        write(csv, join(folder, 'table.csv'), columns, rows);
        const lines = readFileSync(join(folder, 'table.csv'), 'utf8').trimEnd().split('\n').slice(1);
        expect(await cellsOf(path)).toEqual(lines.map((line) => line.split(',')));
      }),
      { seed: 1, numRuns: 25 },
    );
  });
});

test('ids are 32-bit integers, numbers of auctions 64-bit, amounts doubles that may be missing, names text', () => {
  write(parquet, path, tables.auction.columns, []);
  const { schema, num_rows, created_by } = parquetMetadata(bytesOf(path));
  expect(
    schema.slice(1).map(({ name, type, repetition_type }) => `${name} ${type} ${repetition_type}`),
  ).toEqual([
    'auction INT64 REQUIRED',
    'time DOUBLE OPTIONAL',
    'task INT64 REQUIRED',
    'load DOUBLE OPTIONAL',
    'winner INT32 OPTIONAL',
    'partners BYTE_ARRAY REQUIRED',
    'winning_bid DOUBLE OPTIONAL',
    'second_price DOUBLE OPTIONAL',
    'payment DOUBLE OPTIONAL',
    'status BYTE_ARRAY REQUIRED',
  ]);
  expect([num_rows, created_by]).toEqual([0n, 'vickrey']);
});

test('rows are kept in groups of 100,000, the last of which may be smaller', async () => {
  const columns: Column<number>[] = [
    { name: 'n', type: 'integer', value: (row) => row },
    { name: 'even', type: 'number', value: (row) => (row % 2 === 0 ? row / 4 : Number.NaN) },
  ];
  const rows = Array.from({ length: 200_001 }, (_, i) => i);
  write(parquet, path, columns, rows);
  expect(parquetMetadata(bytesOf(path)).row_groups.map((group) => group.num_rows)).toEqual([
    100_000n,
    100_000n,
    1n,
  ]);
  const read = await rowsOf(path);
  expect(read.every(({ n, even }, i) => n === i && even === (i % 2 === 0 ? i / 4 : null))).toBe(true);
});
