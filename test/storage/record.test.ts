import { expect, test, vi } from 'vitest';
import type { Result } from '../../src/experiments/result.js';
import { RunRecord } from '../../src/experiments/store/run-record.js';
import { newDisk } from './commands.js';
import { fault } from './disk.js';
import { mounted } from './mounted.js';

vi.mock('node:fs', async (original) =>
  (await import('./mounted.js')).withMounted(await original<typeof import('node:fs')>()),
);

const path = '/disk/runs.ndjson';

function ended(key: number): Result {
  const tasks = { arrived: 1, completed: 1, unfinished: 0, rejected: 0, lost: 0 };
  const hex = key.toString(16).padStart(64, '0');
  const outcome = { digest: hex, arrivals: hex, stop: 'complete', tasks, metrics: {} } as const;
  const provenance = { version: '1', commit: null, host: 'here' };
  return { key: hex, seed: key, parameters: {}, outcome, provenance };
}

/** Runs on the medium for sure. */
async function sureRuns(): Promise<number> {
  const disk = mounted.disk;
  mounted.disk = disk!.afterPowerLoss(() => 0);
  try {
    return (await RunRecord.open(path)).results.size;
  } finally {
    mounted.disk = disk;
  }
}

test('the medium has a run a second after it was added, and all that were there when the record was opened', async () => {
  vi.useFakeTimers();
  try {
    mounted.disk = newDisk();
    const record = await RunRecord.open(path);
    for (let run = 0; run < 10; run++) {
      record.add(ended(run));
      vi.advanceTimersByTime(300);
    }
    // Added at 0, 300 … 2,700 ms, synced at 1,000 and, from the next one on, at 2,200.
    expect(await sureRuns()).toBe(8);
    vi.advanceTimersByTime(400);
    expect(await sureRuns()).toBe(10);
    record.add(ended(10));
    // Killed: another process goes on from what the system has.
    mounted.disk = mounted.disk.afterKill();
    expect(await sureRuns()).toBe(10);
    expect((await RunRecord.open(path)).results.size).toBe(11);
    expect(await sureRuns()).toBe(11);
  } finally {
    vi.useRealTimers();
    mounted.disk = undefined;
  }
});

test('after a sync that failed, nothing is added, and no later sync says that all is well', async () => {
  vi.useFakeTimers();
  try {
    mounted.disk = newDisk();
    const record = await RunRecord.open(path);
    record.add(ended(0));
    mounted.disk.onCall = ({ name }) => {
      if (name === 'fsync') throw fault('EIO', name);
    };
    vi.advanceTimersByTime(1000);
    mounted.disk.onCall = () => {};
    expect(() => record.add(ended(1))).toThrow('EIO');
    expect(() => record.sync()).toThrow('EIO');
    expect(() => record.close()).toThrow('EIO');
  } finally {
    vi.useRealTimers();
    mounted.disk = undefined;
  }
});
