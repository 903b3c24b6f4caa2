import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column } from '../../src/output/column.js';
import { csv } from '../../src/output/formats/csv.js';
import { tables } from '../../src/output/tables.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { auctionSample, roundSample } from './sample-records.js';

const path = join(temporaryFolder().folder, 'table.csv');

function written<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const writer = csv(path, columns);
  for (const row of rows) writer.write(row);
  writer.close();
  return readFileSync(path, 'utf8');
}

test('auctions are written with partners joined by semicolons, and without a winner where the task was not sold', () => {
  const shared = { auction: 1, time: 3, status: 1, partnerCount: 2, partners: Int32Array.of(5, 0, 9) };
  const unsold = { auction: 2, time: 3.5, task: 1, winner: -1, payment: 0, status: 4 };
  expect(
    written(tables.auction.columns, [auctionSample(), auctionSample(shared), auctionSample(unsold)]),
  ).toBe(
    [
      'auction,time,task,load,winner,partners,winning_bid,second_price,payment,status',
      '0,0,0,7.5,2,,9.25,9.5,9.5,assigned',
      '1,3,0,7.5,2,5;0,9.25,9.5,9.5,assigned-coalition',
      '2,3.5,1,7.5,,,9.25,9.5,0,rejected',
      '',
    ].join('\n'),
  );
});

test('what was not observed is an empty cell', () => {
  const [, row] = written(tables.round.columns, [
    roundSample({ mean_winning_bid: Number.NaN, mean_second_price: Number.NaN }),
  ]).split('\n');
  expect(row).toBe('0,1,1,25,1.5,-30,0.9,0.1,0.5,7.5,1,0,0,0,0,,,9.5,0,1,0,0,0,');
});

test('a table without rows is its line of column names', () => {
  expect(written(tables.bid.columns, [])).toBe('auction,server,bid\n');
  expect(written(tables.server.columns, [])).toBe(
    'round,server,load,sensitivity,ratio,shapley,shapley_error,revenue,cost,utility\n',
  );
});

test('the columns of rounds are the fields of a round in their order', () => {
  expect(written(tables.round.columns, [])).toBe(`${Object.keys(roundSample()).join(',')}\n`);
});

test('text with commas, quotes or line ends is quoted', () => {
  const columns: Column<string>[] = [{ name: 'a "b", c', type: 'text', value: (row) => row }];
  expect(written(columns, ['x,y', 'say "no"', 'two\nlines', 'plain'])).toBe(
    '"a ""b"", c"\n"x,y"\n"say ""no"""\n"two\nlines"\nplain\n',
  );
});

test('a table larger than any buffer is written whole and in order', () => {
  const columns: Column<number>[] = [{ name: 'n', type: 'integer', value: (row) => row }];
  const rows = Array.from({ length: 50_000 }, (_, i) => i);
  expect(written(columns, rows)).toBe(`n\n${rows.join('\n')}\n`);
});

property.prop([fc.array(fc.double({ noNaN: true }))])('numbers read back as the same numbers', (numbers) => {
  const columns: Column<number>[] = [{ name: 'x', type: 'number', value: (row) => row }];
  const cells = written(columns, numbers).split('\n').slice(1, -1);
  expect(cells.map(Number)).toEqual(numbers.map((number) => number + 0));
});
