import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiments/result.js';
import { FolderLock } from '../../src/experiments/store/folder-lock.js';
import { recordLine, resultOnLine } from '../../src/experiments/store/record-line.js';
import { RunRecord } from '../../src/experiments/store/run-record.js';
import { SweepFolder } from '../../src/experiments/store/sweep-folder.js';
import { temporaryFolder } from '../input/temporary-folder.js';

const { folder } = temporaryFolder();
const hex = (digit: number): string => digit.toString(16).repeat(64);
const provenance = { version: '1', commit: null, host: 'here' };
const tasks = { arrived: 1, completed: 1, unfinished: 0, rejected: 0, lost: 0 };

/** A line separator in a value: no end of a line. */
const parameters = { balancer: 'a\u2028b\r' };

function ended(key: number, digest = key): Result {
  const outcome = {
    digest: hex(digest),
    arrivals: hex(0),
    stop: 'complete',
    tasks,
    metrics: { sojourn: 0.1 },
  } as const;
  return { key: hex(key), seed: key, parameters, outcome, provenance };
}

function failed(key: number, message = 'no'): Result {
  return { ...ended(key), outcome: { failure: { message } } };
}

describe('a line of the record', () => {
  test('is read as it was written, and not at all where a byte differs', () => {
    for (const result of [ended(1), failed(2)]) {
      const line = recordLine(result);
      expect(resultOnLine(line)).toEqual(result);
      for (let i = 0; i < line.length; i++) {
        const other = line[i] === 'x' ? 'y' : 'x';
        expect(resultOnLine(line.slice(0, i) + other + line.slice(i + 1))).toBeUndefined();
        expect(resultOnLine(line.slice(0, i))).toBeUndefined();
      }
    }
  });
});

describe('the record of a sweep', () => {
  const written = async (name: string, ...results: Result[]): Promise<string> => {
    const path = join(folder, name);
    const record = await RunRecord.open(path);
    for (const result of results) record.add(result);
    record.close();
    return path;
  };
  const read = async (path: string) => {
    const record = await RunRecord.open(path);
    record.close();
    return { results: [...record.results.values()], damaged: record.damaged };
  };

  test('cut off after any byte holds the runs that were whole, and goes on from there', async () => {
    const path = await written('torn', ended(1), ended(2), failed(3));
    const whole = readFileSync(path);
    const ends = [...whole.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
    const lengths = [0, 1, 99, ...ends.flatMap((end) => [end - 1, end, end + 1, end + 300])];
    for (const length of lengths.filter((each) => each <= whole.length)) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      const left = ends.filter((end) => end <= length).length;
      const record = await RunRecord.open(path);
      expect([record.results.size, record.damaged]).toEqual([left, 0]);
      record.add(ended(9));
      record.close();
      expect(await read(path)).toEqual({
        results: [ended(1), ended(2), failed(3)].slice(0, left).concat(ended(9)),
        damaged: 0,
      });
    }
  });

  test('finds the end of a last line that is longer than what is read at a time', async () => {
    const path = await written('long', ended(1));
    appendFileSync(path, 'x'.repeat(200_000));
    expect(await read(path)).toEqual({ results: [ended(1)], damaged: 0 });
    writeFileSync(path, 'x'.repeat(200_000));
    expect(await read(path)).toEqual({ results: [], damaged: 0 });
  });

  test('leaves out a damaged line, and says so', async () => {
    const path = await written('damaged', ended(1), ended(2));
    writeFileSync(path, readFileSync(path, 'utf8').replace('"completed":1', '"completed":2'));
    expect(await read(path)).toEqual({ results: [ended(2)], damaged: 1 });
  });

  test('keeps a run once, a failed one until it ends, and refuses two results of one job', async () => {
    const path = join(folder, 'twice');
    const record = await RunRecord.open(path);
    expect(
      [failed(1), failed(1), failed(1, 'later'), ended(1), ended(1), failed(1)].map((each) =>
        record.add(each),
      ),
    ).toEqual([true, false, true, true, false, false]);
    expect(() => record.add(ended(1, 2))).toThrow('had two results');
    record.close();
    record.close();
    expect(await read(path)).toEqual({ results: [ended(1)], damaged: 0 });
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(3);
  });
});

describe('a sweep folder', () => {
  const manifest = { version: '1', design: hex(1) };

  test('goes on with the same sweep, and refuses another, another version and other files', async () => {
    const path = join(folder, 'sweep');
    const first = await SweepFolder.open(path, manifest);
    first.record.add(ended(1));
    first.close();
    const again = await SweepFolder.open(path, manifest);
    expect([...again.record.results.keys()]).toEqual([hex(1)]);
    again.close();
    await expect(SweepFolder.open(path, { ...manifest, design: hex(2) })).rejects.toThrow(
      'holds another sweep',
    );
    await expect(SweepFolder.open(path, { ...manifest, version: '2' })).rejects.toThrow(
      'holds runs of version 1, this is 2',
    );
    writeFileSync(join(path, 'sweep.json'), '{');
    await expect(SweepFolder.open(path, manifest)).rejects.toThrow('is not the file of a sweep');
    await expect(SweepFolder.open(folder, manifest)).rejects.toThrow(
      'holds files that are not those of a sweep',
    );
    await expect(SweepFolder.open(join(folder, 'damaged'), manifest)).rejects.toThrow('is not a folder');
    await expect(SweepFolder.open('', manifest)).rejects.toThrow('no name');
  });

  test('belongs to one process at a time, and to none that is gone', async () => {
    const path = join(folder, 'locked');
    (await SweepFolder.open(path, manifest)).close();
    const lock = join(path, '.lock');
    const of = (host: string, pid: number) => writeFileSync(lock, `${host} ${pid}\n`);
    of(hostname(), process.ppid);
    await expect(SweepFolder.open(path, manifest)).rejects.toThrow(`is in use by process ${process.ppid}`);
    of('elsewhere', 1);
    await expect(SweepFolder.open(path, manifest)).rejects.toThrow('on elsewhere');
    of(hostname(), 2 ** 30);
    new FolderLock(path).release();
    writeFileSync(lock, '');
    new FolderLock(path).release();
  });

  test('says whether a process has died with it, and is nobody else’s where any lock is held', async () => {
    const path = join(folder, 'cut off');
    const opened = await SweepFolder.open(path, manifest);
    expect(opened.wasCutOff).toBe(false);
    opened.close();
    writeFileSync(join(path, '.lock'), `${hostname()} ${2 ** 30}\n`);
    const again = await SweepFolder.open(path, manifest);
    expect(again.wasCutOff).toBe(true);
    again.close();
    // As where one has read a lock before its holder let go of it and another made it anew.
    writeFileSync(join(path, '.lock'), `${hostname()} ${process.ppid}\n`);
    writeFileSync(join(path, '.lock.1'), `${hostname()} ${2 ** 30}\n`);
    await expect(SweepFolder.open(path, manifest)).rejects.toThrow(`is in use by process ${process.ppid}`);
    expect(readdirSync(path)).toContain('.lock');
    rmSync(path, { recursive: true });
  });

  test('whose process is gone is taken over by one of several that find it so', async () => {
    const path = join(folder, 'contested');
    (await SweepFolder.open(path, manifest)).close();
    const takes = `import { FolderLock } from '${new URL('../../dist/experiments/store/folder-lock.js', import.meta.url)}';
      try {
        new FolderLock(process.argv[1]);
        console.log('has it');
        setInterval(() => {}, 1000);
      } catch (error) {
        console.log(/is in use by process/.test(error.message) ? 'refused' : error.message);
      }`;
    const processes: ChildProcess[] = [];
    const said = (): Promise<string> => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', takes, path]);
      processes.push(child);
      return new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
    };
    for (let turn = 0; turn < 3; turn++) {
      writeFileSync(join(path, '.lock'), `${hostname()} ${2 ** 30}\n`);
      const answers = await Promise.all(Array.from({ length: 4 }, said));
      expect(answers.sort()).toEqual(['has it', 'refused', 'refused', 'refused']);
      const gone = processes.splice(0).map((child) => {
        child.kill('SIGKILL');
        return child.exitCode ?? child.signalCode ?? once(child, 'exit');
      });
      await Promise.all(gone);
      new FolderLock(path).release();
      expect(readdirSync(path).filter((name) => name.startsWith('.lock'))).toEqual([]);
    }
  }, 30_000);
});
