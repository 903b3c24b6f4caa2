import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { csv } from '../../src/workload/csv-trace.js';
import { slaClasses } from '../../src/workload/trace.js';
import { refused } from '../input/refused.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { write } = temporaryFolder();

const read = (content: string) => csv(write('tasks.csv', content), 'tasks.csv');

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
  const trace = await csv(write('folder/a.csv', text), 'folder/a.csv');
  expect(trace.file).toBe('folder/a.csv');
  expect(trace.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  expect(trace.skipped).toEqual({});
});

test('columns that the file does not have are absent, and times are not shifted', async () => {
  const trace = await read('time,load\n3,1\n5,2\n');
  expect([...trace.time]).toEqual([3, 5]);
  expect(Object.keys(trace)).toEqual(['file', 'sha256', 'length', 'time', 'load', 'skipped']);
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
