import { expect, test, vi } from 'vitest';
import { SweepDatabase } from '../../src/experiments/sweep-database.js';
import type { Column } from '../../src/output/column.js';
import { type TableFormatName, tableFormats } from '../../src/output/table-formats.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();
const limits = { seconds: 60, mebibytes: 256, onStuck: () => {} };

test('where DuckDB is missing one line says so, and what to do', async () => {
  vi.doMock('@duckdb/node-api', () => {
    throw new Error('Cannot find package');
  });
  write('results.json', '{}');
  await expect(SweepDatabase.open(folder, limits)).rejects.toMatchObject({
    problems: [
      {
        message: expect.stringContaining('need the package @duckdb/node-api, which is not installed'),
        hint: expect.stringContaining('npm install @duckdb/node-api@'),
      },
    ],
  });
  vi.doUnmock('@duckdb/node-api');
});

test('a folder without a finished sweep is refused before DuckDB is looked for', async () => {
  write('begun/sweep.json', '{}');
  await expect(SweepDatabase.open(`${folder}/begun`, limits)).rejects.toThrow(
    'holds a sweep that is not finished',
  );
  await expect(SweepDatabase.open(`${folder}/none`, limits)).rejects.toThrow('holds no sweep');
});

test.each(Object.keys(tableFormats) as TableFormatName[])(
  'an empty text is null in questions, from %s too',
  async (format) => {
    const columns: Column<string>[] = [{ name: 'failure', type: 'text', value: (failure) => failure }];
    write(`${format}/results.json`, '{}');
    for (const name of ['runs', 'points']) {
      const table = tableFormats[format](`${folder}/${format}/${name}.${format}`, columns);
      for (const failure of ['', 'diverged']) table.write(failure);
      table.close();
    }
    const database = await SweepDatabase.open(`${folder}/${format}`, limits);
    const { rows } = await database.ask(
      'select failure is null, count(*)::int from runs group by 1 order by 1',
    );
    expect(rows).toEqual([
      [false, 1],
      [true, 1],
    ]);
    database.close();
  },
);

test.each(Object.keys(tableFormats) as TableFormatName[])(
  'a folder is read as it is called, and its texts as they are, from %s too',
  async (format) => {
    const columns: Column<string>[] = [{ name: 'seed', type: 'text', value: (seed) => seed }];
    const folders = ['s1', 's[1]', 's*', "s?'", '~s', 'seed=7/point=x'];
    for (const name of folders) {
      write(`${format}/${name}/results.json`, '{}');
      for (const table of ['runs', 'points']) {
        const rows = tableFormats[format](`${folder}/${format}/${name}/${table}.${format}`, columns);
        for (const text of [name, 'true', '2020-01-01']) rows.write(text);
        rows.close();
      }
    }
    for (const name of folders) {
      const database = await SweepDatabase.open(`${folder}/${format}/${name}`, limits);
      expect(await database.ask('select * from runs')).toEqual({
        columns: ['seed'],
        rows: [[name], ['true'], ['2020-01-01']],
      });
      database.close();
    }
  },
);

test.each(Object.keys(tableFormats) as TableFormatName[])(
  'a column of truth values is one of texts, from %s too',
  async (format) => {
    const columns: Column<string>[] = [{ name: 'drain', type: 'text', value: (drain) => drain }];
    write(`truth/${format}/results.json`, '{}');
    for (const table of ['runs', 'points']) {
      const rows = tableFormats[format](`${folder}/truth/${format}/${table}.${format}`, columns);
      for (const text of ['true', 'false']) rows.write(text);
      rows.close();
    }
    const database = await SweepDatabase.open(`${folder}/truth/${format}`, limits);
    expect((await database.ask('select * from runs')).rows).toEqual([['true'], ['false']]);
    database.close();
  },
);

test('a folder that has lost a table says which', async () => {
  write('lost/results.json', '{}');
  await expect(SweepDatabase.open(`${folder}/lost`, limits)).rejects.toThrow(
    'has neither runs.parquet nor runs.csv any more',
  );
});

test('a table that is damaged is named', async () => {
  write('damaged/results.json', '{}');
  const file = write('damaged/runs.parquet', 'a,b\n');
  await expect(SweepDatabase.open(`${folder}/damaged`, limits)).rejects.toThrow(
    new RegExp(`^${file}: is damaged: .*\\n  run the sweep again: it writes its tables anew$`),
  );
});
