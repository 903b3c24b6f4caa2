import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { csv } from '../../src/workload/csv-trace.js';
import { slaClasses } from '../../src/workload/trace.js';
import { readTrace, type TraceTerms } from '../../src/workload/trace-format.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

const read = (content: string, terms?: TraceTerms) =>
  readTrace(csv, { path: write('tasks.csv', content), name: 'tasks.csv' }, terms);

const task = fc.record({
  time: fc.nat(20),
  load: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
  sla: fc.constantFrom(...slaClasses),
  complexity: fc.double({ min: 1e-3, max: 10, noNaN: true }),
  latency: fc.double({ min: 0, max: 100, noNaN: true }),
});

test.prop([fc.array(task, { minLength: 1, maxLength: 60 })])(
  'tasks come in order of time, those of one time in the order of the file, with nothing lost or changed',
  async (tasks) => {
    const text = tasks.map((t) => [t.sla, t.load, t.time, t.latency, t.complexity].join(',')).join('\n');
    const trace = await read(`sla,load,time,latency,complexity\n${text}\n`);
    // Array.prototype.sort is stable.
    const sorted = [...tasks].sort((a, b) => a.time - b.time);
    expect(trace.length).toBe(tasks.length);
    expect([...trace.time]).toEqual(sorted.map(({ time }) => time));
    expect([...trace.load]).toEqual(sorted.map(({ load }) => load));
    expect([...trace.sla!].map((code) => slaClasses[code])).toEqual(sorted.map(({ sla }) => sla));
    expect([...trace.complexity!]).toEqual(sorted.map(({ complexity }) => complexity));
    expect([...trace.latency!].map((value) => value + 0)).toEqual(sorted.map(({ latency }) => latency + 0));
  },
);

test('a trace names its file as the scenario does and carries the SHA-256 of the bytes', async () => {
  const text = 'time,load\r\n0,1\r\n';
  const trace = await readTrace(csv, { path: write('folder/a.csv', text), name: 'folder/a.csv' });
  expect(trace.file).toBe('folder/a.csv');
  expect(trace.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  expect(trace.skipped).toEqual({});
});

test('columns that the file does not have are absent, and times are not shifted', async () => {
  const trace = await read('time,load\n3,1\n5,2\n');
  expect([...trace.time]).toEqual([3, 5]);
  expect(Object.keys(trace)).toEqual([
    'file',
    'sha256',
    'length',
    'time',
    'load',
    'skipped',
    'invalid',
    'unread',
  ]);
});

test('more rows than the first columns have room for are all kept', async () => {
  const text = Array.from({ length: 5000 }, (_, row) => `${row},${row + 1}`).join('\n');
  const trace = await read(`time,load\n${text}\n`);
  expect(trace.length).toBe(5000);
  expect(trace.load[4999]).toBe(5000);
  expect(trace.time.length).toBe(5000);
});

test.each([
  ['a negative time', '-1,2,gold,1,1', '2:1', 'time: must be at least 0, got -1'],
  ['a time beyond 1e12', '2e12,2,gold,1,1', '2:1', 'time: must be at most 1e12, got 2e12'],
  ['a load beyond 1e12', '1,1e13,gold,1,1', '2:3', 'load: must be at most 1e12, got 1e13'],
  ['a latency beyond 1e12', '1,2,gold,1,1e300', '2:12', 'latency: must be at most 1e12, got 1e300'],
  ['no load', '1,0,gold,1,1', '2:3', 'load: must be above 0, got 0'],
  ['an unknown class', '1,2,platinum,1,1', '2:5', "sla: must be one of gold, silver, bronze, got 'platinum'"],
  ['a class left out', '1,2,,1,1', '2:5', "sla: must be one of gold, silver, bronze, got ''"],
  ['no complexity', '1,2,gold,0,1', '2:10', 'complexity: must be above 0, got 0'],
  ['a negative latency', '1,2,gold,1,-2', '2:12', 'latency: must be at least 0, got -2'],
])('a row with %s is refused at its cell', async (_, row, at, message) => {
  const [problem] = await refused(() => read(`time,load,sla,complexity,latency\n${row}\n`));
  expect(`${problem!.line}:${problem!.column}`).toBe(at);
  expect(problem!.message).toBe(message);
});

test('a trace without a row is refused', async () => {
  const [problem] = await refused(() => read('time,load\n'));
  expect(problem!.message).toBe('the trace holds no task');
});

describe('the origin', () => {
  const unix = 'time,load\n1700000000.5,1\n1700000000.75,1\n1700000100.125,1\n';
  const at = (text: string) => ({ origin: csv.momentOf(text)! });

  test.each([
    ['the first task', { origin: 'first' as const }, [0, 0.25, 99.625]],
    ['a number', at('1700000000'), [0.5, 0.75, 100.125]],
    ['zero, where it is chosen', { origin: 'zero' as const }, [1700000000.5, 1700000000.75, 1700000100.125]],
  ])('is %s', async (_, terms, times) => {
    expect([...(await read(unix, terms)).time]).toEqual(times);
  });

  test('of nanoseconds of the Unix clock loses none of them', async () => {
    const text = 'time,load\n1700000000123456789,1\n1700000000123456790,1\n';
    expect([...(await read(text, { origin: 'first' })).time]).toEqual([0, 1]);
  });

  test.each([
    ['of the Unix clock', '1700000000,1\n1700000100,1\n', '1.7e9, and the last 100 later'],
    ['of one task of the Unix clock', '1700000000,1\n', '1.7e9, and the last 0 later'],
    ['of years by the Unix clock', '1.1e9,1\n1.9e9,1\n', '1.1e9, and the last 8e8 later'],
    ['far beyond what they span', '45000.25,1\n45001,1\n', '45000.25, and the last 0.75 later'],
  ])('that nobody chose is none of times %s', async (_, rows, found) => {
    const [problem] = await refused(() => read(`time,load\n${rows}`));
    expect(problem!.message).toBe(`the first time is ${found}: they seem to count from elsewhere`);
    expect(problem!.hint).toContain('arrivals.origin: first');
  });

  test('may be after a time only where rows that are wrong are skipped', async () => {
    const [problem] = await refused(() => read(unix, at('1700000000.6')));
    expect(problem).toMatchObject({
      line: 2,
      message: 'time: must not be before arrivals.origin, got 1700000000.5',
    });
    const trace = await read(unix, { ...at('1700000000.6'), skipsInvalid: true });
    expect([...trace.time]).toEqual([0.15, 99.525]);
    expect(trace.skipped).toEqual({ 'time: must not be before arrivals.origin': { rows: 1, lines: [2] } });
  });

  test('leaves no trace longer than 1e12', async () => {
    const [problem] = await refused(() =>
      read('time,load\n3e12,1\n2e12,1\n-1,1\n0,1\n', { origin: 'first' }),
    );
    expect(problem).toMatchObject({
      line: 2,
      message: 'the time must be within 1e12 of the earliest, of line 4, got 3000000000001 after it',
    });
    expect(problem!.hint).toContain('set arrivals.origin to the time to count from\narrivals.skip: invalid');
    const [hinted] = await refused(() => read('time,load\n1700000000000,1\n'));
    expect(hinted).toMatchObject({ line: 2, message: 'time: must be at most 1e12, got 1700000000000' });
    expect(hinted!.hint).toContain('set arrivals.origin');
  });
});

const largestTimes = [
  ...['9223372036854775807', '9.3e307', '9700000000000.12345678901234567'],
  ...['-9223372036854775808', '-1.12345678901234567', 'x'],
];

test.prop([
  fc.array(fc.nat(1e6), { minLength: 1, maxLength: 10 }),
  fc.array(fc.tuple(fc.nat(10), fc.constantFrom(...largestTimes)), { maxLength: 3 }),
  fc.integer({ min: 0, max: 3 }),
])('rows that are wrong leave the times of the others as they are', async (steps, wrong, places) => {
  const times = steps.map((step) => `1700000000${(step / 10 ** places).toFixed(places).replace(/^\d+/, '')}`);
  const rows = times.map((time) => `${time},1`);
  // The earliest time is right: a time that is too early is wrong in its load as well.
  for (const [at, time] of wrong) rows.splice(at, 0, `${time},${time.startsWith('-') ? 'none' : 1}`);
  const origin = 'first' as const;
  const trace = await read(`time,load\n${rows.join('\n')}\n`, { origin, skipsInvalid: true });
  const alone = await read(`time,load\n${times.map((time) => `${time},1`).join('\n')}\n`, { origin });
  expect([...trace.time]).toEqual([...alone.time]);
  expect(trace.invalid).toBe(wrong.length);
});

describe('columns', () => {
  const other = 'id,arrived,tokens,latency\na,3,10,1\nb,8,5,2\n';

  test('are those that the scenario names, and the others are told', async () => {
    const trace = await read(other, { columns: { time: 'arrived', load: 3 } });
    expect([...trace.time]).toEqual([3, 8]);
    expect([...trace.load]).toEqual([10, 5]);
    expect([...trace.latency!]).toEqual([1, 2]);
    expect(trace.unread).toEqual(['id']);
  });

  test('have numbers where no line names them', async () => {
    const terms = { header: false, columns: { time: 2, load: 3 } };
    const trace = await read(other.split('\n').slice(1).join('\n'), terms);
    expect([...trace.load]).toEqual([10, 5]);
    expect(trace.unread).toEqual(['column 1', 'column 4']);
  });

  test.each([
    [
      'two by one name',
      't\n',
      { columns: { time: 't', load: 't' } },
      1,
      "column 't' is read as time and as load",
    ],
    [
      'one by the name of another',
      'x,time\n',
      { columns: { load: 'time' } },
      3,
      "column 'time' is read as time and as load",
    ],
    [
      'a name and a number',
      'a,t\n',
      { columns: { time: 't', load: 2 } },
      3,
      "column 't' is read as time and as load",
    ],
    [
      'two by one number',
      '1,2\n',
      { header: false, columns: { time: 1, load: 2, complexity: 2 } },
      3,
      'column 2 is read as load and as complexity',
    ],
    [
      'three by one name',
      'a,load\n',
      { columns: { time: 'a', load: 'a', latency: 'a' } },
      1,
      "column 'a' is read as time and as load and as latency",
    ],
  ])('that are the same one of the file are refused: %s', async (_, text, terms, column, message) => {
    const [problem, ...others] = await refused(() => read(text, terms));
    const hint = 'arrivals.columns gives each a column of its own; only load and latency may be the same';
    expect(problem).toMatchObject({ line: 1, column, message, hint });
    expect(others).toEqual([]);
  });

  test('of the work and of the latency may be the same, for a requirement in proportion', async () => {
    const trace = await read('time,d\n0,3\n1,4\n', { columns: { load: 'd', latency: 'd' } });
    expect([...trace.load]).toEqual([3, 4]);
    expect([...trace.latency!]).toEqual([3, 4]);
    expect(trace.unread).toEqual([]);
  });

  test.each([
    ['lines', '{"time":0,"load":1}\n{"time":1,"load":1}\n', 'not valid CSV'],
    ['a list', '[\n{"time":0,"load":1}\n]\n', "no column 'time'"],
    ['lines without a quote', ' {time:0}\n', "no column 'time'"],
  ])('of %s of JSON are refused with what to do', async (_, text, message) => {
    const [problem] = await refused(() => read(text));
    expect(problem!.message).toContain(message);
    expect(problem!.hint).toBe('the file seems to hold JSON: write it as CSV');
  });

  test.each([
    [
      'by other names',
      'id,arrived\n1,2\n',
      {},
      "no column 'time'",
      "the file has 'id', 'arrived'; map one: arrivals.columns: { time: NAME }",
    ],
    [
      'by none',
      '1,2\n3,4\n',
      {},
      "no column 'time'",
      'the first line names no columns: set arrivals.header: false, and arrivals.columns: { time: 1 }',
    ],
    [
      'by none, in a row that has more than numbers',
      'a,2\nb,4\n',
      {},
      "no column 'time'",
      `the file has 'a', '2'; map one: arrivals.columns: { time: NAME }
where the first line is a row, set arrivals.header: false, and arrivals.columns: { time: 1 }`,
    ],
    ['after semicolons', 'time;load\n1;2\n', {}, "no column 'time'", 'columns are separated by commas'],
    [
      'that are mapped to what is not there',
      'a,load\n1,2\n',
      { columns: { time: 't' } },
      "no column 't', which arrivals.columns.time names",
      "the file has 'a', 'load'; map one: arrivals.columns: { time: NAME }",
    ],
    [
      'beyond the last',
      '1,2\n',
      { header: false, columns: { time: 1, load: 3 } },
      'no column 3, which arrivals.columns.load names',
      'the first line has 2 cells; map one: arrivals.columns: { load: 1 }',
    ],
  ])('%s are refused with what the file has', async (_, text, terms, message, hint) => {
    const [problem] = await refused(() => read(text, terms));
    expect(problem).toMatchObject({ line: 1, message, hint });
  });
});

test('rows that are wrong are counted by what is wrong, with their first lines, where that is asked', async () => {
  const text = `time,load\n0,1\n${'1,none\n'.repeat(7)}x,1\n2,0\n3,4\n`;
  const trace = await read(text, { skipsInvalid: true });
  expect([...trace.time]).toEqual([0, 3]);
  expect(trace.skipped).toEqual({
    'load: must be a number': { rows: 7, lines: [3, 4, 5, 6, 7] },
    'time: must be a number': { rows: 1, lines: [10] },
    'load: must be above 0': { rows: 1, lines: [11] },
  });
  expect(trace.invalid).toBe(9);
});

describe('a row that is wrong', () => {
  const skip = 'arrivals.skip: invalid leaves out rows that do not fit, and counts them';

  test.each([
    ['alone', 'time,load\n0,none\n', skip],
    ['after what to do about the cell', 'time,load,sla\n0,1,golf\n', `did you mean 'gold'?\n${skip}`],
  ])('is refused with a hint at arrivals.skip, %s', async (_, text, hint) => {
    const [problem, ...others] = await refused(() => read(text));
    expect(problem).toMatchObject({ line: 2, hint });
    expect(others).toEqual([]);
  });

  test.each([
    ['a header', 'a"b,load\n0,1\n', { skipsInvalid: true }],
    ['a header, where no row is skipped', 'a"b,load\n0,1\n', {}],
    ['a quote that is open', 'time,load\n0,"1\n', {}],
  ])('is no %s', async (_, text, terms) => {
    const [problem] = await refused(() => read(text, terms));
    expect(problem!.message).toContain('not valid CSV');
    expect(problem!.hint).not.toContain('arrivals.skip');
  });

  test('may be the first of a file without a header', async () => {
    const terms = { header: false, columns: { time: 1, load: 2 }, skipsInvalid: true };
    const trace = await read('a"b,1\n2,3\n', terms);
    expect([...trace.load]).toEqual([3]);
    expect(Object.values(trace.skipped)).toEqual([{ rows: 1, lines: [1] }]);
  });
});

test('reasons are told apart up to a number of them', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `0,1${',x'.repeat(i + 1)}`);
  const { skipped } = await read(`time,load\n0,1\n${rows.join('\n')}\n`, { skipsInvalid: true });
  expect(Object.keys(skipped)).toHaveLength(51);
  expect(skipped['other reasons']).toEqual({ rows: 10, lines: [53, 54, 55, 56, 57] });
});
