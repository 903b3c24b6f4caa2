import { stripVTControlCharacters, styleText } from 'node:util';
import { expect, test } from 'vitest';
import { readableNumber } from '../../src/output/summary/readable-number.js';
import { summaryTable } from '../../src/output/summary-table.js';
import { summarySample } from './sample-summary.js';

test('a summary is shown whole, in columns and without colour where none is wanted', () => {
  expect(summaryTable(summarySample, 'runs/two')).toMatchInlineSnapshot(`
    "two servers  seed 42  150 rounds, complete  digest d1d1d1d1d1d1d1d1
    1,234 tasks arrived = 1,190 completed + 14 unfinished + 30 rejected + 0 lost
    Times are of completed tasks alone: 44 of 1,234 measured tasks (3.566 %) were not completed

    Reserve            25.5  after the last round; 20 after the first
    Fairness           3.25  standard deviation of loads, average over time; 3.457 at the end; lower is fairer
    Social welfare    −31.5  −Σ |load − target load| at the end; 0 is best
    Utilisation     87.65 %  of the processing capacity
    Auctions          1,240  6 retried; tasks: 1,000 assigned, 180 to coalitions, 24 above the reserve
    SLA violations        7  1 gold, 2 silver, 4 bronze; penalty 11
    Payments         12,346  costs 12,000, utilities 345.7
    Messages          4,960  calls for bids, and bids; 4 a task

    Times in rounds
                   mean  p50  p90  p99  p99.9
    waiting           –    –    –    –      –
    sojourn         1.5    1    3    5      8
    waiting, gold     –    –    –    –      –
    sojourn, gold   1.5    1    3    5      8

    Trends over rounds, mean ± standard deviation
                    first    last   all rounds    late half
    reserve            20    25.5  23.25 ± 1.5  24.5 ± 0.25
    fairness           20   3.457  23.25 ± 1.5  24.5 ± 0.25
    social welfare   −100   −31.5    −50 ± 1.5   −40 ± 0.25
    total load         20  98,765  23.25 ± 1.5  24.5 ± 0.25

    Servers at the end
    server   load  sensitivity  utility  Shapley value
         0  31.25        1.063      200           12.5
         1      0          0.1     −0.5             60

    First auctions (2 of 1,240)
    auction  time  task  load  winner  partners  winning bid  second price  payment  status
          0     0     0   7.5       1         0         9.25           9.5      9.5  assigned-coalition
          1     0     1    17       –                     30            31        0  rejected

    First blocks of the ledger (2 of 152)
    block  kind     auctions  SHA-256
        0  genesis         0  a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0
        1  round           2  a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1

    0.25 s (0.5 s of CPU), 4,960 auctions/s, peak memory 128 MiB
    written to runs/two; the report is runs/two/report.html
    "
  `);
});

test('the rows of a trace that were skipped are told by their lines', () => {
  const trace = {
    ...{ file: 'a.csv', sha256: '', rows: 18, replayed: 6, afterEnd: 0, unread: [] },
    skipped: { one: 1, two: 2, three: 3, many: 6 },
    skippedLines: { one: [31], two: [31, 61], three: [4, 5, 9], many: [11, 12, 13, 14, 15] },
  };
  expect(summaryTable({ ...summarySample, trace })).toContain(
    'of 18 rows; skipped: 1 (one; line 31), 2 (two; lines 31 and 61), 3 (three; lines 4, 5 and 9), ' +
      '6 (many; lines 11, 12, 13, 14, 15 …)\n',
  );
  const gapped = { ...trace, skipped: {}, skippedLines: {}, gap: { after: 0, share: 0.99999 } };
  expect(summaryTable({ ...summarySample, trace: gapped })).toContain(
    'of 18 rows; no task for 100 % of its time, after 0: is a time wrong?\n',
  );
  const single = { ...trace, rows: 1, skipped: {}, skippedLines: {} };
  expect(summaryTable({ ...summarySample, trace: single })).toContain('of 1 row\n');
});

test('without ledger and folder nothing is said of them', () => {
  const { ledger: _, firstBlocks: __, ...summary } = summarySample;
  const text = summaryTable(summary);
  expect(text).not.toMatch(/ledger|written to/);
  expect(text.endsWith('peak memory 128 MiB\n')).toBe(true);
});

test('colours change nothing but colours', () => {
  const coloured = summaryTable(summarySample, 'runs/two', (emphasis, text) =>
    styleText(emphasis, text, { validateStream: false }),
  );
  expect(coloured).toContain('\u001b[');
  const plain = stripVTControlCharacters(coloured).replaceAll(/ +$/gm, '');
  expect(plain).toBe(summaryTable(summarySample, 'runs/two'));
});

test('a prediction error is shown where there is one', () => {
  expect(summaryTable({ ...summarySample, predictionError: 0.125 })).toMatch(/^Prediction error +0\.125 /m);
});

test('only the first ten servers are listed', () => {
  const servers = Array.from({ length: 1000 }, (_, server) => ({ ...summarySample.servers[0]!, server }));
  expect(summaryTable({ ...summarySample, servers })).toContain('Servers at the end (10 of 1,000)');
});

test('a name cannot command the terminal, nor turn it around', () => {
  const text = summaryTable({ ...summarySample, scenario: 'a\u001b[2Jb\nc\u202e' });
  expect(text.split('\n')[0]).toBe(
    'a\\x1b[2Jb\\nc\\u202e  seed 42  150 rounds, complete  digest d1d1d1d1d1d1d1d1',
  );
});

test.each([
  [0.123456, '0.1235'],
  [-31.5, '−31.5'],
  [999.96, '1,000'],
  [1234567.8, '1,234,568'],
  [-0, '0'],
  [1e-9, '0.000000001'],
  [-4.73512e-300, '−4.735e−300'],
  [999_999_999_999_999, '999,999,999,999,999'],
  [1.5e15, '1.5e15'],
  [Number.POSITIVE_INFINITY, '∞'],
  [null, '–'],
  [undefined, '–'],
  [Number.NaN, '–'],
])('%d is shown as %s', (value, text) => {
  expect(readableNumber(value)).toBe(text);
});
