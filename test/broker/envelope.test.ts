import { expect, test } from 'vitest';
import { type Envelope, openEnvelope, sealed } from '../../src/broker/envelope.js';
import { Key } from '../../src/broker/key.js';
import { runId } from '../../src/broker/run-queue.js';
import { jobKey, jobOf } from '../../src/experiments/job.js';
import { prepareScenario } from '../../src/scenario/load.js';
import { short } from './sweeps.js';

const sha256 = 'a'.repeat(64);
const job = jobOf(await prepareScenario(short), { seed: 1, metrics: ['sojourn'] });
const withFile = (name: string, inner?: string) => ({
  job,
  parcels: { 'servers.file': { name, files: [{ ...(inner !== undefined && { name: inner }), sha256 }] } },
});

const id = runId('sweep', jobKey(job));
const open = (data: unknown, key?: Key) => openEnvelope(data, id, key);
const sent = (data: unknown) => JSON.parse(JSON.stringify(data));

test('what a sweep posts is what a worker opens', () => {
  for (const envelope of [{ job, parcels: {} }, withFile('servers.csv'), withFile('saved', '0/model.json')]) {
    expect(open(sent(sealed(envelope as Envelope, id, undefined)))).toEqual(envelope);
    const key = new Key(Buffer.from('one'));
    expect(open(sent(sealed(envelope as Envelope, id, key)), key)).toEqual(envelope);
  }
});

test.each([
  [undefined],
  ['text'],
  [{}],
  [{ job: { ...job, code: 'process.exit()' }, parcels: {} }],
  [{ job: { ...job, seed: -1 }, parcels: {} }],
  [{ job, parcels: { 'some.file': { name: 'a', files: [{ sha256 }] } } }],
  [{ job: { ...job, scenario: { ...job.scenario, auction: { mechanism: '/mine.mjs' } } }, parcels: {} }],
  [{ job: { ...job, files: { 'auction.mechanism': { path: '/mine.mjs', sha256 } } }, parcels: {} }],
  [{ job: { ...job, files: { 'balancer.module': { path: '/mine.mjs', sha256 } } }, parcels: {} }],
  [{ job: { ...job, scenario: { coalition: { split: { module: 'mine.mjs' } } } }, parcels: {} }],
])('what is no run is refused: %#', (data) => {
  expect(() => open(data)).toThrow('is not a run of vickrey');
});

test.each([
  ['..'],
  ['/etc'],
  ['a/b'],
  ['a\0'],
  ['saved', '../x'],
  ['saved', '/x'],
  ['saved', 'a//b'],
  ['saved', 'a/./b'],
  ['saved', 'a\\..\\b'],
  ['saved', 'C:x'],
  ['saved', 'a/b/c/d/e'],
  ['saved', 'a'.repeat(101)],
])('a name that leads out of its folder is refused: %j %j', (name, inner?: string) => {
  expect(() => open(withFile(name, inner))).toThrow('is not a run of vickrey');
});

test('a run under the name of another is refused', () => {
  expect(() => open({ job: { ...job, seed: 2 }, parcels: {} })).toThrow('is not the run that its name says');
});

test('a worker with a key opens only what is signed with it, as it was and under its name', () => {
  const [key, other] = [new Key(Buffer.from('one')), new Key(Buffer.from('two'))];
  const envelope: Envelope = { job, parcels: {} };
  const signed = sealed(envelope, id, key);
  const another = { ...job, seed: 2 };
  const refused: [data: object, name: string][] = [
    [envelope, id],
    [sealed(envelope, id, other), id],
    [{ ...signed, job: another }, runId('sweep', jobKey(another))],
    [signed, runId('other', jobKey(job))],
    [{ ...signed, signature: key.sign('result', id, '') }, id],
  ];
  for (const [data, name] of refused) {
    expect(() => openEnvelope(sent(data), name, key)).toThrow('is not signed with the key of this worker');
  }
});
