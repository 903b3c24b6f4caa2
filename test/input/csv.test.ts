import { fc, test } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { describe, expect } from 'vitest';
import { readCsv } from '../../src/input/csv.js';
import type { CsvColumns } from '../../src/input/csv-header.js';
import type { CsvRow } from '../../src/input/csv-row.js';
import { TextFile } from '../../src/input/text-file.js';
import { refused } from './refused.js';
import { temporaryFolder } from './temporary-folder.js';

const { write } = temporaryFolder();
const COLUMNS: CsvColumns = { required: ['time', 'load'], optional: ['sla'] };

async function rows<T>(content: string, of: (row: CsvRow) => T, columns = COLUMNS): Promise<T[]> {
  const all: T[] = [];
  await readCsv(new TextFile(write('x.csv', content)), columns, {
    row(row) {
      all.push(of(row));
    },
  });
  return all;
}

const numbers = (row: CsvRow) => [row.number('time', 'non-negative'), row.number('load', 'positive')];

async function problems(content: string, of: (row: CsvRow) => unknown = numbers) {
  const found = await refused(() => rows(content, of));
  return found.map(({ line, column, message, hint }) => ({ at: `${line}:${column}`, message, hint }));
}

const cell = fc
  .string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '7', ';') })
  .map((text) => text.trim());

test.prop([
  fc.array(fc.tuple(cell, cell), { maxLength: 20 }),
  fc.constantFrom('\n', '\r\n'),
  fc.boolean(),
  fc.boolean(),
])(
  'what is written in quotes is read back, whatever it holds, and each row knows its line',
  async (table, newline, mark, last) => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const records = table.map((cells) => cells.map(quoted).join(','));
    const text = (mark ? '\ufeff' : '') + ['time,load', ...records].join(newline) + (last ? newline : '');
    const read = await rows(text, (row) => ({
      cells: [row.text('time'), row.text('load')],
      line: row.refusal('time', '').problems[0]!.line,
    }));
    let line = 2;
    const expected = table.map((written, index) => {
      const cells = written.map((text) => text.replaceAll('\r\n', '\n'));
      const first = line;
      line += records[index]!.split(/\r\n|\n/).length;
      return { cells, line: first };
    });
    expect(read).toEqual(expected);
  },
);

test.prop([
  fc.array(fc.tuple(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.integer({ min: 1 })), {
    minLength: 1,
  }),
])('numbers are read back bit for bit', async (table) => {
  const text = `load,time\n${table.map(([time, load]) => `${load},${time}`).join('\n')}`;
  expect(await rows(text, numbers)).toEqual(table.map(([time, load]) => [time === 0 ? 0 : time, load]));
});

test('blanks around cells and empty lines do not count, and a column that is absent is empty', async () => {
  const read = await rows('time , load\n\n 1,\t2 \n\n3,4\n\n', (row) => [
    ...numbers(row),
    row.text('sla'),
    row.hasColumn('sla'),
  ]);
  expect(read).toEqual([
    [1, 2, '', false],
    [3, 4, '', false],
  ]);
});

test('a row is handed out before the file is read to its end', async () => {
  const path = write('long.csv', `time,load\n${'1,2\n'.repeat(200_000)}wrong\n`);
  let seen = 0;
  const stopped = readCsv(new TextFile(path), COLUMNS, {
    row(row) {
      expect(row.number('load')).toBe(2);
      seen++;
      throw new Error('enough');
    },
  });
  await expect(stopped).rejects.toThrow('enough');
  expect(seen).toBe(1);
});

test('a number whose sign does not matter is within 1e12 of 0', async () => {
  const read = (row: CsvRow) => row.number('load');
  expect(await rows('time,load\n0,-1e12\n0,1e12\n0,0\n0,1e-300\n', read)).toEqual([-1e12, 1e12, 0, 1e-300]);
  expect(await problems('time,load\n0,-2e12\n', read)).toMatchObject([
    { at: '2:3', message: 'load: must be at least -1e12, got -2e12' },
  ]);
});

test.prop([
  fc.array(
    fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ') }), { minLength: 1, maxLength: 3 }),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
])('records are those that csv-parse reads, or both refuse them', async (records) => {
  const text = ['h', ...records.map((cells) => cells.join(','))].join('\n');
  const read = async (): Promise<string[]> => {
    const columns: CsvColumns = { required: [], optional: ['h'] };
    try {
      return await rows(text, (row) => row.text('h'), columns);
    } catch {
      return ['refused'];
    }
  };
  const known = (): string[] => {
    try {
      const found = parse(text, {
        trim: true,
        skip_empty_lines: true,
        skip_records_with_empty_values: false,
      });
      return (found as string[][]).slice(1).map(([cell]) => cell!);
    } catch {
      return ['refused'];
    }
  };
  expect(await read()).toEqual(known());
});

test.prop([fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 4, maxLength: 4 })])(
  'any line ends, mixed in one file, end a line, and count as one each',
  async (ends) => {
    const [a, b, c, d] = ends;
    const read = await rows(`time,load${a}1,2${b}3,"4${c}"${d}5,6`, (row) => [row.text('load'), row.line]);
    expect(read).toEqual([
      ['2', 2],
      ['4\n', 3],
      ['6', 5],
    ]);
  },
);

test('rows that are wrong are handed over where somebody takes them, with what they have in common', async () => {
  const refusals: unknown[] = [];
  const seen: number[] = [];
  const text = 'time,load\n1,2\n1,x\n1\n2,"3"4\n5,"6"\n1,y\n';
  await readCsv(new TextFile(write('x.csv', text)), COLUMNS, {
    row(row) {
      seen.push(row.number('load'));
    },
    refused({ line, reason }) {
      refusals.push([line, reason]);
    },
  });
  expect(seen).toEqual([2, 6]);
  expect(refusals).toEqual([
    [3, 'load: must be a number'],
    [4, '1 cells in a row, 2 in the header'],
    [5, 'not valid CSV: a quoted cell goes on after its quote'],
    [7, 'load: must be a number'],
  ]);
});

test('where others may be there, columns that nobody asks for are named', async () => {
  const unread = async (text: string, columns: CsvColumns) =>
    (await readCsv(new TextFile(write('x.csv', text)), columns, { row: () => {} })).unread;
  expect(await unread('id,time,load,x\n1,2,3,4\n', { ...COLUMNS, others: true })).toEqual(['id', 'x']);
  const numbered = { ...COLUMNS, others: true, header: false, mapped: { time: 2, load: 3 } };
  expect(await unread('1,2,3,4\n', numbered)).toEqual(['column 1', 'column 4']);
});

describe('a header is refused', () => {
  test('at each column that is unknown, with the nearest known, and at its end for each that lacks', async () => {
    expect(await problems('time,laod,zebra\n1,2,3\n')).toEqual([
      { at: '1:6', message: "unknown column 'laod'", hint: "did you mean 'load'?" },
      { at: '1:11', message: "unknown column 'zebra'", hint: 'known here: time, load, sla' },
      { at: '1:16', message: "no column 'load'", hint: 'the first line names the columns: time, load, sla' },
    ]);
  });

  test('at a column that is there twice', async () => {
    expect(await problems('time,load,"time"\n')).toEqual([
      { at: '1:11', message: "column 'time' is there twice", hint: 'remove one of them' },
    ]);
  });

  test.each(['', '\n\n'])('where there is none: %j', async (content) => {
    expect(await problems(content)).toEqual([
      { at: '1:1', message: 'the file is empty', hint: 'the first line names the columns: time, load, sla' },
    ]);
  });
});

describe('a row is refused', () => {
  test.each([
    ['a cell of text', '1,2\n3,abc', '3:3', "load: must be a number, got 'abc'"],
    ['an empty cell', '1,2\n,4', '3:1', 'time: must be a number, got nothing'],
    ['a cell of blanks', '1,2\n3,  ', '3:5', 'load: must be a number, got nothing'],
    ['NaN', '1,2\n3,NaN', '3:3', "load: must be a number, got 'NaN'"],
    ['Infinity', '1,2\nInfinity,4', '3:1', "time: must be a number, got 'Infinity'"],
    ['what no double can hold', '1,2\n3,1e999', '3:3', "load: must be a number, got '1e999'"],
    ['a number below its range', '1,2\n-1,4', '3:1', 'time: must be at least 0, got -1'],
    ['a number at an excluded bound', '1,2\n3, 0', '3:4', 'load: must be above 0, got 0'],
    ['a bad cell after a quoted one', '1,2\n"3",x', '3:5', "load: must be a number, got 'x'"],
    ['a bad cell after empty lines', '1,2\n\n\n3,x', '5:3', "load: must be a number, got 'x'"],
    ['a number above every range', '1,2\n3,1.1e12', '3:3', 'load: must be at most 1e12, got 1.1e12'],
    ['a positive number too near to 0', '1,2\n3,1e-13', '3:3', 'load: must be at least 1e-12, got 1e-13'],
    ['too few cells', '1,2\n3', '3:2', '1 cells in a row, 2 in the header'],
    ['too many cells', '1,2\n3,4,5', '3:5', '2 in the header'],
    [
      'a quote within a plain cell',
      '1,2\n3,4"5',
      '3:4',
      'not valid CSV: a quote within a cell that does not begin with one',
    ],
    [
      'text after a quoted cell',
      '1,2\n3,"4"5',
      '3:6',
      'not valid CSV: a quoted cell goes on after its quote',
    ],
    ['a quote that is never closed', '1,2\n3,"4\n5,6\n', '3:3', 'not valid CSV: a quote is never closed'],
  ])('for %s', async (_, body, at, message) => {
    for (const newline of ['\n', '\r\n']) {
      const [problem] = await problems(`time,load\n${body}`.replaceAll('\n', newline));
      expect(problem!.at).toBe(at);
      expect(problem!.message).toContain(message);
    }
  });

  test('on the line of the cell where a quoted cell before it holds line ends', async () => {
    const [problem] = await problems('time,load\r\n1,2\r\n"1\r\n\r\n",x\r\n', (row) => row.number('load'));
    expect(problem!.at).toBe('5:3');
  });

  test('at a name that is not among those allowed, with the nearest', async () => {
    const read = (row: CsvRow) => row.oneOf('sla', ['gold', 'silver']);
    expect(await rows('time,load,sla\n1,2,silver\n', read)).toEqual([1]);
    expect(await problems('time,load,sla\n1,2,glod\n', read)).toEqual([
      { at: '2:5', message: "sla: must be one of gold, silver, got 'glod'", hint: "did you mean 'gold'?" },
    ]);
  });
});
