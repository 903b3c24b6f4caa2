import { expect, test } from 'vitest';
import { azureLlm, CONTEXT_TOKENS_PER_STEP } from '../../src/workload/azure-llm.js';
import { readTrace } from '../../src/workload/trace-format.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

const read = (...rows: string[]) => {
  const path = write('x.csv', ['TIMESTAMP,ContextTokens,GeneratedTokens', ...rows].join('\r\n'));
  return readTrace(azureLlm, { path, name: 'x.csv' });
};

test('time is seconds since the earliest request, exact to the 100 ns of the file', async () => {
  const trace = await read(
    '2023-11-16 23:59:59.9999999,400,1',
    '2023-11-17 00:00:00.0000000,400,1',
    '2023-11-17 00:00:00.1234567,400,1',
    '2023-11-18 00:00:00,400,1',
  );
  expect([...trace.time]).toEqual([0, 0.0000001, 0.1234568, 86400.0000001]);
});

test('the earliest request need not be the first of the file', async () => {
  const trace = await read('2023-11-16 00:00:02.5,400,1', '2023-11-16 00:00:01.25,400,2');
  expect([...trace.time]).toEqual([0, 1.25]);
  expect([...trace.load]).toEqual([3, 2]);
});

test('load is the generated tokens and the context tokens at their share of a decode step', async () => {
  const trace = await read(
    '2023-11-16 00:00:00,800,10',
    '2023-11-16 00:00:00,0,10',
    '2023-11-16 00:00:00,100,0',
  );
  expect([...trace.load]).toEqual([10 + 800 / CONTEXT_TOKENS_PER_STEP, 10, 100 / CONTEXT_TOKENS_PER_STEP]);
});

test('the six digits and the time zone of the release of 2024 are read too', async () => {
  const trace = await read(
    '2024-05-10 00:00:00.009930+00:00,400,1',
    '2024-05-10 00:00:00.019930+00:00,400,1',
  );
  expect([...trace.time]).toEqual([0, 0.01]);
});

test('a request before 1970 is refused where times count from there', async () => {
  const path = write('old.csv', 'TIMESTAMP,ContextTokens,GeneratedTokens\n1969-12-31 23:59:59.5,1,1\n');
  const [problem] = await refused(() => readTrace(azureLlm, { path, name: 'old.csv' }, { origin: 'zero' }));
  expect(problem).toMatchObject({
    ...{ line: 2, column: 1 },
    message: 'TIMESTAMP: must not be before arrivals.origin, got 1969-12-31 23:59:59.5',
  });
});

test('requests without any token are counted, not lost', async () => {
  const trace = await read('2023-11-16 00:00:00,0,0', '2023-11-16 00:00:01,5,5');
  expect(trace.length).toBe(1);
  expect(trace.skipped).toEqual({ 'no tokens': { rows: 1, lines: [2] } });
  expect([...trace.time]).toEqual([0]);
});

test.each([
  ['text for a time', 'yesterday,1,1', 1, "TIMESTAMP: must be a date and a time, got 'yesterday'"],
  ['a day that is not', '2023-02-30 00:00:00,1,1', 1, 'TIMESTAMP: must be a date and a time'],
  ['an hour that is not', '2023-02-03 24:00:00,1,1', 1, 'TIMESTAMP: must be a date and a time'],
  ['another time zone', '2023-02-03 04:00:00+01:00,1,1', 1, 'TIMESTAMP: must be a date and a time'],
  ['half a token', '2023-11-16 00:00:00,1.5,1', 21, 'ContextTokens: must be a whole number, got 1.5'],
  ['tokens beyond 1e12', '2023-11-16 00:00:00,2000000000000,1', 21, 'ContextTokens: must be at most 1e12'],
  [
    'a load beyond 1e12',
    '2023-11-16 00:00:00,1000,1000000000000',
    26,
    'GeneratedTokens: the load must be at most 1e12, got 1000000000002.5',
  ],
  ['tokens below 0', '2023-11-16 00:00:00,1,-1', 23, 'GeneratedTokens: must be at least 0, got -1'],
])('a row with %s is refused at its cell', async (_, row, column, message) => {
  const [problem] = await refused(() => read('2023-11-16 00:00:00,1,1', row));
  expect(problem).toMatchObject({ line: 3, column });
  expect(problem!.message).toContain(message);
});

test('a release with a column more is read, and the column is told', async () => {
  const text = 'TIMESTAMP,NumImages,ContextTokens,GeneratedTokens\n2024-10-15 00:00:00.1,1,400,20\n';
  const trace = await readTrace(azureLlm, { path: write('images.csv', text), name: 'images.csv' });
  expect([...trace.load]).toEqual([21]);
  expect(trace.unread).toEqual(['NumImages']);
});

test('times count from a date and a time that the scenario gives', async () => {
  const text = 'TIMESTAMP,ContextTokens,GeneratedTokens\n2024-10-15 00:00:00.1234567,0,1\n';
  const file = { path: write('origin.csv', text), name: 'origin.csv' };
  const origin = azureLlm.momentOf('2024-10-14T23:59:59.1Z')!;
  expect([...(await readTrace(azureLlm, file, { origin })).time]).toEqual([1.0234567]);
  expect(azureLlm.momentOf(1e9)).toBeUndefined();
  const later = { origin: azureLlm.momentOf('2024-10-15 00:00:01')! };
  const [problem] = await refused(() => readTrace(azureLlm, file, later));
  expect(problem!.message).toContain('TIMESTAMP: must not be before arrivals.origin, got 2024-10-15');
});
