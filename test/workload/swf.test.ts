import { fc, test as fcTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { swf } from '../../src/workload/swf.js';
import { SwfJob, SwfLine } from '../../src/workload/swf-line.js';
import type { Trace } from '../../src/workload/trace.js';
import { readTrace, type TraceTerms } from '../../src/workload/trace-format.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

const readWith = (terms: TraceTerms, ...lines: string[]) =>
  readTrace(swf, { path: write('jobs.swf', `${lines.join('\n')}\n`), name: 'jobs.swf' }, terms);

const read = (...lines: string[]) => readWith({}, ...lines);

const counts = ({ skipped }: Trace) =>
  Object.fromEntries(Object.entries(skipped).map(([reason, { rows }]) => [reason, rows]));

/** One job: submit time, run time, allocated and requested processors. */
const job = (submit: number, run: number, allocated: number, requested = -1) =>
  `  1 ${submit} -1 ${run} ${allocated} -1 -1 ${requested} -1 -1 1 1 1 -1 -1 -1 -1 -1`;

test('a job is a task of its run time times its processors, at its submit time from the earliest', async () => {
  const trace = await read('; Version: 2.2', '  ;', job(100, 60, 4), '', job(130, 10, 1));
  expect([...trace.time]).toEqual([0, 30]);
  expect([...trace.load]).toEqual([240, 10]);
  expect(counts(trace)).toEqual({});
  expect('sla' in trace || 'complexity' in trace || 'latency' in trace).toBe(false);
});

test('requested processors stand in where the allocated ones are unknown', async () => {
  const trace = await read(job(0, 5, -1, 3));
  expect([...trace.load]).toEqual([15]);
});

test('jobs that are no task are counted by what they lack', async () => {
  const trace = await read(
    job(0, 5, 1),
    job(1, -1, 1),
    job(2, 0, 1),
    job(3, 5, 0, 8),
    job(4, 5, -1),
    job(-1, 5, 1),
  );
  expect(trace.length).toBe(1);
  expect(counts(trace)).toEqual({ 'no run time': 2, 'no processors': 2, 'no submit time': 1 });
});

describe('partial executions', () => {
  /** A line of job `id`: status, submit time, run time and 2 processors. */
  const line = (id: number, status: number, submit: number, run: number) =>
    `${id} ${submit} 0 ${run} 2 -1 -1 2 -1 -1 ${status} 1 1 -1 -1 -1 -1 -1`;

  test('are details of the line that sums up their job', async () => {
    const trace = await read(line(7, 1, 5, 60), line(7, 2, 5, 10), line(7, 2, -1, 20), line(7, 3, -1, 30));
    expect([...trace.load]).toEqual([120]);
    expect(counts(trace)).toEqual({ 'partial execution': 3 });
  });

  test('are so wherever the line of their job stands', async () => {
    const trace = await read(line(7, 2, 5, 10), line(8, 1, 5, 1), line(7, 4, -1, 20), line(7, 0, 5, 30));
    expect([...trace.load]).toEqual([2, 60]);
    expect(counts(trace)).toEqual({ 'partial execution': 2 });
  });

  test('are together their job where no line sums it up, at the submit time that one of them has', async () => {
    const trace = await read(
      line(1, 1, 0, 1),
      line(7, 2, 4, 10),
      line(7, 2, -1, -1),
      line(7, 4, -1, 20),
      line(2, 1, 4, 3),
    );
    expect([...trace.time]).toEqual([0, 4, 4]);
    expect([...trace.load]).toEqual([2, 6, 60]);
    expect(counts(trace)).toEqual({ 'partial execution': 2 });
  });

  test('are the run time of a job whose own line has none', async () => {
    const trace = await read(line(1, 1, 2, 1), line(7, 1, 5, -1), line(7, 2, -1, 20), line(7, 3, -1, 30));
    expect([...trace.time]).toEqual([0, 3]);
    expect([...trace.load]).toEqual([2, 100]);
    expect(counts(trace)).toEqual({ 'partial execution': 2 });
  });

  test('are the processors of a job whose own line has none, and its submit time', async () => {
    const own = line(7, 0, 5, 50).replace(' 2 -1 -1 2 ', ' -1 -1 -1 -1 ');
    expect([...(await read(line(7, 2, 5, 20), line(7, 4, -1, 30), own)).load]).toEqual([100]);
    const trace = await read(line(1, 1, 2, 1), line(7, 1, -1, 60), line(7, 2, 5, 20), line(7, 3, -1, 30));
    expect([...trace.time]).toEqual([0, 3]);
    expect([...trace.load]).toEqual([2, 120]);
  });

  test('leave a job that none of its lines makes a task to what its own line lacks', async () => {
    const trace = await read(line(1, 1, 0, 1), line(7, 1, 5, 0), line(7, 2, 5, -1), line(8, 5, 1, -1));
    expect(trace.skipped).toEqual({
      'no run time': { rows: 2, lines: [2, 4] },
      'partial execution': { rows: 1, lines: [3] },
    });
  });

  test('without a job number are of no known job', async () => {
    const trace = await read(line(-1, 1, 0, 1), line(-1, 2, 0, 10), line(-1, 1, 4, 3), line(-1, 2, 4, 20));
    expect([...trace.load]).toEqual([2, 6]);
    expect(counts(trace)).toEqual({ 'partial execution without a job number': 2 });
  });

  test('are told by the first lines of the file', async () => {
    const trace = await read(
      ...[2, 3, 4, 5, 6, 7, 8].map((id) => line(id, 2, 0, 1)),
      ...[8, 7, 6, 5, 4, 3, 2].map((id) => line(id, 1, 0, 1)),
    );
    expect(trace.skipped).toEqual({ 'partial execution': { rows: 7, lines: [1, 2, 3, 4, 5] } });
  });

  test.each([
    ['too much work', {}, line(7, 2, 5, 4e11), 2, 'run time × processors must be at most 1e12, got 1.6e12'],
    [
      'a time before the origin',
      { origin: swf.momentOf(6)! },
      line(7, 2, 5, 10),
      2,
      'field 2 must not be before arrivals.origin, got 5',
    ],
  ])('of a job with %s refuse it as a row', async (_, terms, burst, at, message) => {
    const lines = [line(1, 1, 8, 1), burst, burst];
    const [problem] = await refused(() => readWith(terms, ...lines));
    expect(problem).toMatchObject({ line: at, message });
    const trace = await readWith({ ...terms, skipsInvalid: true }, ...lines);
    expect(trace.length).toBe(1);
    const reason = message.replace(/, got.*/, '');
    expect(counts(trace)).toEqual({ [reason]: 1, 'partial execution': 1 });
  });

  test('that lack processors are told so', async () => {
    const burst = line(7, 3, 5, 10).replace(' 2 -1 -1 2 ', ' -1 -1 -1 -1 ');
    expect(counts(await read(line(1, 1, 0, 1), burst))).toEqual({ 'no processors': 1 });
  });

  test('that lack what a job lacks are counted by it', async () => {
    const trace = await read(line(1, 1, 0, 1), line(7, 3, -1, 10), line(8, 2, 1, 0), line(8, 3, -1, 0));
    expect(trace.length).toBe(1);
    expect(counts(trace)).toEqual({ 'no submit time': 1, 'no run time': 2 });
  });
});

test('failed and cancelled jobs that ran are tasks, others are not', async () => {
  const status = (text: string, code: number) => text.replace(' 1 1 1 -1', ` ${code} 1 1 -1`);
  const trace = await read(status(job(0, 5, 1), 0), status(job(1, 6, 1), 5), status(job(2, 0, -1), 5));
  expect([...trace.load]).toEqual([5, 6]);
  expect(counts(trace)).toEqual({ 'no run time': 1 });
});

test('jobs out of order are brought into order of submit time, equal ones as they came', async () => {
  const trace = await read(job(20, 1, 1), job(10, 2, 1), job(20, 3, 1), job(10, 4, 1));
  expect([...trace.time]).toEqual([0, 0, 10, 10]);
  expect([...trace.load]).toEqual([2, 4, 1, 3]);
});

test.each([
  [
    'a field that is no number',
    job(0, 5, 1).replace(' 5 ', ' five '),
    10,
    "field 4 must be a number, got 'five'",
  ],
  [
    'a field too many',
    `${job(0, 5, 1)}   7`,
    job(0, 5, 1).length + 4,
    'a job has 18 fields, this line has more',
  ],
  [
    'a field beyond 1e12',
    job(0, 5, 1).replace(' 5 ', ' 5e12 '),
    10,
    'field 4 must be at most 1e12, got 5e12',
  ],
  ['a load beyond 1e12', job(0, 1e7, 1e6), 10, 'run time × processors must be at most 1e12, got 1e13'],
  ['a field too few', '1 2 3  ', 6, 'a job has 18 fields, this line has 3'],
])('a line with %s is refused there', async (_, line, column, message) => {
  const [problem] = await refused(() => read('; comment', job(0, 5, 1), line));
  expect(problem).toMatchObject({ line: 3, column, message });
});

test('a file whose jobs are all skipped is refused, with the reasons', async () => {
  const [problem] = await refused(() => read(job(0, -1, 1), job(0, 0, 1)));
  expect(problem).toMatchObject({ message: 'the trace holds no task', hint: '2 rows: no run time' });
  const [single] = await refused(() => read(job(0, 1, 0)));
  expect(single!.hint).toBe('1 row: no processors');
});

const field = fc.oneof(
  fc.constantFrom('-1', '0', '1', '2', '999999999999', '1.5', '-0.25', '1e3', '+7', '.5', 'x', '1e13', '1.'),
  fc.nat(1e6).map(String),
);

fcTest.prop([
  fc.array(field, { minLength: 17, maxLength: 19 }),
  fc.constantFrom(' ', '  ', '\t'),
  fc.constantFrom('', ' '),
])('a line is read as it is field by field', (fields, gap, end) => {
  const line = new SwfLine(`${end}${fields.join(gap)}${end}`, 'x.swf', 1);
  const outcome = (read: (job: SwfJob) => void) => {
    const job = new SwfJob();
    try {
      read(job);
      return job;
    } catch (error) {
      return String(error);
    }
  };
  expect(outcome((job) => line.read(job))).toEqual(outcome((job) => line.readAny(job)));
});

test('a job of more partial executions than a call takes arguments is one task', async () => {
  const line = '1 0 -1 10 1 -1 -1 1 -1 -1';
  const rest = '1 1 1 1 1 -1 -1';
  const lines = [`${line} 1 ${rest}`, ...new Array<string>(150_000).fill(`${line} 2 ${rest}`)];
  const trace = await readWith({}, lines.join('\n'));
  expect(trace.length).toBe(1);
});
