import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Key } from '../../src/broker/key.js';
import { LONGEST_RESULT, postedResult, resultPosted } from '../../src/broker/posted-result.js';
import { runId } from '../../src/broker/run-queue.js';
import { readKey } from '../../src/cli/read-key.js';
import type { Job } from '../../src/experiments/job.js';
import { completed, type Result } from '../../src/experiments/result.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { jobsOf, resultsHere, short } from './sweeps.js';

const { write } = temporaryFolder();
const [key, other] = [new Key(Buffer.from('one')), new Key(Buffer.from('two'))];
const [job, twin] = (await jobsOf(short, 2)) as [Job, Job];
const [result, second] = (await resultsHere([job, twin])) as [Result, Result];
const sweep = 'sweep';
const id = runId(sweep, result.key);

test.each([[undefined], [key]])('a result comes back as it was: %#', (key) => {
  expect(resultPosted(postedResult(result, id, key), { sweep, id, job, key })).toEqual(result);
});

test('whatever else lies there is no result', () => {
  const posted = postedResult(result, id, undefined);
  for (const text of [
    '',
    '{}',
    'null',
    posted.slice(1),
    `${posted} `.repeat(2),
    ' '.repeat(LONGEST_RESULT + 1),
  ]) {
    expect(resultPosted(text, { sweep, id, job, key: undefined })).toBeUndefined();
  }
  expect(resultPosted(posted, { sweep, id: runId(sweep, second.key), job, key: undefined })).toBeUndefined();
  expect(resultPosted(posted, { sweep: 'other', id, job, key: undefined })).toBeUndefined();
});

test('a result that lacks what was asked for, has more or names a host with control characters is none', () => {
  const ended = completed(result)!;
  const changes: Partial<Result>[] = [
    { outcome: { ...ended, metrics: {} } },
    { outcome: { ...ended, metrics: { ...ended.metrics, fairness: 1 } } },
    { outcome: { ...ended, sojourns: [1, 1] } },
    { outcome: { failure: { message: 'no' } }, provenance: { ...result.provenance, version: '0.0.1' } },
    { provenance: { ...result.provenance, version: '0.0.1' } },
    { provenance: { ...result.provenance, host: '\u001b[2J' } },
    { provenance: { ...result.provenance, commit: 'a'.repeat(300) } },
  ];
  for (const change of changes) {
    const text = JSON.stringify({ ...result, ...change });
    expect(resultPosted(text, { sweep, id, job, key: undefined })).toBeUndefined();
  }
});

test('counts of sojourn times that are none are no result', async () => {
  const [wanted] = await jobsOf({ ...short, time: { rounds: 30 } }, 1, ['sojourn-p99']);
  const [counted] = (await resultsHere([wanted!])) as [Result];
  const ended = completed(counted)!;
  const { completed: most } = ended.tasks;
  const taken = (sojourns: number[] | undefined) => {
    const text = JSON.stringify({ ...counted, outcome: { ...ended, sojourns } });
    const run = { sweep, id: runId(sweep, counted.key), job: wanted!, key: undefined };
    return resultPosted(text, run) !== undefined;
  };
  expect(taken(ended.sojourns)).toBe(true);
  for (const right of [[], [0, 1], [9, 1, 9, 1], [2 ** 22 - 1, most]])
    expect([right, taken(right)]).toEqual([right, true]);
  const wrong = [undefined, [1], [9, 1, 9], [9, 1, 10, 1], [9, 1, 0, 1], [9, 0], [9, most + 1], [2 ** 22, 1]];
  for (const sojourns of wrong) expect([sojourns, taken(sojourns)]).toEqual([sojourns, false]);
});

test('with a key nothing counts that is not signed with it, as it is and for this run', () => {
  const signed = postedResult(result, id, key);
  const forged = { ...result, outcome: { ...result.outcome, arrivals: 'a'.repeat(64) } };
  const texts = [
    JSON.stringify(result),
    postedResult(result, id, other),
    signed.slice(0, 64) + JSON.stringify(forged),
    key.sign('run', id, JSON.stringify(result)) + JSON.stringify(result),
    key.sign('result', runId(sweep, second.key), JSON.stringify(result)) + JSON.stringify(result),
  ];
  for (const text of texts) expect(resultPosted(text, { sweep, id, job, key })).toBeUndefined();
});

test('a key is read from a file, and is no key where it is short', async () => {
  const secret = 'c0ffee'.repeat(6);
  const file = write('good.key', `${secret}\n`);
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  for (const mode of [0o644, 0o640, 0o604]) {
    chmodSync(file, mode);
    await readKey(file, warn);
    expect(warnings.splice(0)).toEqual([
      expect.stringMatching(/: others on this machine may read the key: chmod 600/),
    ]);
  }
  chmodSync(file, 0o600);
  const read = await readKey(file, warn);
  expect(warnings).toEqual([]);
  expect(read.fingerprint).toBe(new Key(Buffer.from(secret)).fingerprint);
  expect(read.fingerprint).not.toBe(key.fingerprint);
  await expect(Key.read(write('bad.key', 'secret'))).rejects.toThrow(
    'bad.key: a key has 32 characters or more, this has 6\n  a line of random characters in a file',
  );
  for (const [text, fault] of [
    [`${secret}\n${secret}\n`, 'a key is one line, this has several'],
    [`${secret}\0`, 'a key is a line of text, this is none'],
    [`${secret}\xe9`, 'a key is a line of text, this is none'],
  ] as const) {
    await expect(Key.read(write('bad.key', text))).rejects.toThrow(`bad.key: ${fault}\n  a line of random`);
  }
  const ended = await Key.read(write('ended.key', `${secret}\r\n`));
  expect(ended.fingerprint).toBe(read.fingerprint);
});
