import { expect, test, vi } from 'vitest';
import { SweepDatabase } from '../../src/experiments/sweep-database.js';
import type { Column } from '../../src/output/column.js';
import { type TableFormatName, tableFormats } from '../../src/output/table-formats.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder, write } = temporaryFolder();

test('where DuckDB is missing one line says so, and what to do', async () => {
  vi.doMock('@duckdb/node-api', () => {
    throw new Error('Cannot find package');
  });
  write('results.json', '{}');
  await expect(SweepDatabase.open(folder)).rejects.toMatchObject({
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
  await expect(SweepDatabase.open(`${folder}/begun`)).rejects.toThrow('holds a sweep that is not finished');
  await expect(SweepDatabase.open(`${folder}/none`)).rejects.toThrow('holds no sweep');
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
    const database = await SweepDatabase.open(`${folder}/${format}`);
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
