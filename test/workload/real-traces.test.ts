import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Trace } from '../../src/workload/trace.js';
import { readTrace } from '../../src/workload/trace-format.js';
import { traceFormats } from '../../src/workload/trace-formats.js';

const DATA = join(import.meta.dirname, '../../../shared/data');
const NASA = join(DATA, 'nasa-ipsc-1993.swf');
const AZURE = join(DATA, 'azure-llm-inference-2023-code.csv');

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

function expectSound({ time, load, length }: Trace): void {
  expect(time.length).toBe(length);
  expect(load.length).toBe(length);
  expect(time[0]).toBe(0);
  expect(time.every((value, row) => row === 0 || value >= time[row - 1]!)).toBe(true);
  expect(load.every((value) => value > 0 && Number.isFinite(value))).toBe(true);
}

describe('real traces (skipped where ../shared/data is missing)', () => {
  test.skipIf(!existsSync(NASA))(
    'every job of the NASA iPSC/860 log is a task or counted as skipped',
    async () => {
      const trace = await readTrace(traceFormats.swf, { path: NASA, name: 'nasa.swf' });
      expectSound(trace);
      expect(trace.length).toBe(18_066);
      expect(trace.skipped).toEqual({ 'no run time': { rows: 173, lines: [248, 249, 250, 251, 252] } });
      expect(trace.time[trace.length - 1]).toBe(7_948_936);
      expect(trace.load[0]).toBe(1451 * 128);
      expect(sum(trace.load)).toBe(474_238_015);
    },
  );

  test.skipIf(!existsSync(AZURE))('every request of the Azure LLM code trace is a task', async () => {
    const trace = await readTrace(traceFormats['azure-llm'], { path: AZURE, name: 'azure.csv' });
    expectSound(trace);
    expect(trace.length).toBe(8819);
    expect(trace.skipped).toEqual({});
    expect(trace.time[1]).toBe(0.052);
    expect(trace.time[trace.length - 1]).toBeLessThan(3600);
    expect(trace.load[0]).toBe(10 + 4808 / 400);
    expect(sum(trace.load)).toBeCloseTo(245_896 + 18_059_974 / 400, 6);
  });
});
