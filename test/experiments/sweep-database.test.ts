import { expect, test, vi } from 'vitest';
import { SweepDatabase } from '../../src/experiments/sweep-database.js';
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
});

test('a folder without a finished sweep is refused before DuckDB is looked for', async () => {
  write('begun/sweep.json', '{}');
  await expect(SweepDatabase.open(`${folder}/begun`)).rejects.toThrow('holds a sweep that is not finished');
  await expect(SweepDatabase.open(`${folder}/none`)).rejects.toThrow('holds no sweep');
});
