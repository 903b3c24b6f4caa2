import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiments/result.js';
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

test('a line whose hash is right of what is no JSON, or no result, is none', () => {
  for (const text of ['{', '{}', 'null']) {
    const hash = createHash('sha256').update(text).digest('hex');
    expect(resultOnLine(`{"sha256":"${hash}","result":${text}}`)).toBeUndefined();
  }
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
  const manifest = { name: 'a', version: '1', design: hex(1) };
  const holds = (keys: Iterable<string>) => [...keys].every((key) => key === hex(1) || key === hex(2));
  const sweep = { manifest, holds };
  const open = (path: string, changes: object = {}) =>
    SweepFolder.open(path, { ...sweep, manifest: { ...manifest, ...changes } });

  test('goes on with the same sweep, and refuses another, another version and other files', async () => {
    const path = join(folder, 'sweep');
    const first = await open(path);
    first.record.add(ended(1));
    first.close();
    const again = await open(path);
    expect([...again.record.results.keys()]).toEqual([hex(1)]);
    again.close();
    await expect(open(path, { design: hex(2) })).rejects.toThrow('holds another sweep');
    await expect(open(path, { version: '2' })).rejects.toThrow('holds runs of version 1, this is 2');
    for (const other of ['{}', 'name: a', '{\n  "name": "a",\n  "scenario": "b.yaml" // mine\n']) {
      writeFileSync(join(path, 'sweep.json'), other);
      await expect(open(path)).rejects.toThrow(
        'sweep.json: is not a file that a sweep has written\n  remove it and start the sweep again',
      );
      expect(readFileSync(join(path, 'sweep.json'), 'utf8')).toBe(other);
    }
    for (const name of ['sweep.json', 'runs.ndjson', '.lock']) {
      const path = join(folder, `in-the-way-${name}`);
      mkdirSync(join(path, name), { recursive: true });
      await expect(open(path)).rejects.toThrow(
        `${join(path, name)}: is a folder, in the way of a file\n  move it elsewhere`,
      );
    }
    await expect(open(folder)).rejects.toThrow('holds files that are not those of a sweep');
    await expect(open(join(folder, 'damaged'))).rejects.toThrow('is not a folder');
    await expect(open('')).rejects.toThrow('an empty name is that of no folder');
  });

  const cutOff = async (name: string, ...results: Result[]) => {
    const path = join(folder, name);
    const opened = await open(path);
    for (const result of results) opened.record.add(result);
    opened.close();
    return { path, whole: readFileSync(join(path, 'sweep.json'), 'utf8') };
  };
  /** What a loss of power may leave of a manifest. */
  const tornTexts = (whole: string) => [
    '',
    '\0'.repeat(whole.length),
    whole.slice(0, 1),
    whole.slice(0, -20),
    `${whole.slice(0, 30)}\0\0`,
  ];

  test('whose manifest is torn or gone has it again where all runs are of the sweep', async () => {
    const { path, whole } = await cutOff('proven', ended(1), failed(2));
    for (const torn of [...tornTexts(whole), undefined]) {
      if (torn === undefined) rmSync(join(path, 'sweep.json'));
      else writeFileSync(join(path, 'sweep.json'), torn);
      const again = await open(path);
      expect(again.rebuilt).toBe(torn === undefined ? 'missing' : 'torn');
      expect(again.record.results.size).toBe(2);
      again.close();
      expect(readFileSync(join(path, 'sweep.json'), 'utf8')).toBe(whole);
    }
    const plain = await open(path);
    expect(plain.rebuilt).toBeUndefined();
    plain.close();
  });

  test('whose manifest is torn or gone is new where no run is there', async () => {
    const { path, whole } = await cutOff('unproven');
    for (const torn of tornTexts(whole)) {
      for (const record of ['', '\0\0\0', recordLine(ended(1)).slice(0, 50)]) {
        writeFileSync(join(path, 'sweep.json'), torn);
        writeFileSync(join(path, 'runs.ndjson'), record);
        const again = await open(path);
        expect([again.rebuilt, again.record.results.size]).toEqual([undefined, 0]);
        again.close();
      }
    }
    rmSync(join(path, 'sweep.json'));
    (await open(path)).close();
    expect(readFileSync(join(path, 'sweep.json'), 'utf8')).toBe(whole);
  });

  test('whose manifest is torn or gone is refused where a run is of another sweep, or the record another’s', async () => {
    const { path, whole } = await cutOff('another', ended(1), ended(3));
    const bytes = readFileSync(join(path, 'runs.ndjson'));
    writeFileSync(join(path, 'sweep.json'), whole.slice(0, 9));
    await expect(open(path)).rejects.toThrow(
      'sweep.json is torn, and the 2 whole and 0 damaged lines of runs.ndjson do not prove that they are of this sweep',
    );
    expect(readFileSync(join(path, 'runs.ndjson'))).toEqual(bytes);
    expect(readFileSync(join(path, 'sweep.json'), 'utf8')).toBe(whole.slice(0, 9));
    rmSync(join(path, 'sweep.json'));
    writeFileSync(join(path, 'runs.ndjson'), 'mine');
    await expect(open(path)).rejects.toThrow('is not the record of a sweep');
    expect(readFileSync(join(path, 'runs.ndjson'), 'utf8')).toBe('mine');
    expect(readdirSync(path)).toEqual(['runs.ndjson']);
  });

  test('says whether a process has died with it, and is nobody else’s where any lock is held', async () => {
    const path = join(folder, 'cut off');
    const opened = await open(path);
    expect(opened.wasCutOff).toBe(false);
    opened.close();
    writeFileSync(join(path, '.lock'), `${hostname()} ${2 ** 30}\n`);
    const again = await open(path);
    expect(again.wasCutOff).toBe(true);
    again.close();
    // As where one has read a lock before its holder let go of it and another made it anew.
    writeFileSync(join(path, '.lock'), `${hostname()} ${process.ppid}\n`);
    writeFileSync(join(path, '.lock.1'), `${hostname()} ${2 ** 30}\n`);
    await expect(open(path)).rejects.toThrow(`is in use by process ${process.ppid}`);
    expect(readdirSync(path)).toContain('.lock');
    rmSync(path, { recursive: true });
  });
});
