import { expect, test } from 'vitest';
import { openEnvelope } from '../../src/broker/envelope.js';
import { jobOf } from '../../src/experiments/job.js';
import { prepareScenario } from '../../src/scenario/load.js';
import { short } from './sweeps.js';

const sha256 = 'a'.repeat(64);
const job = jobOf(await prepareScenario(short), { seed: 1, metrics: ['sojourn'] });
const withFile = (name: string, inner?: string) => ({
  job,
  parcels: { 'servers.file': { name, files: [{ ...(inner !== undefined && { name: inner }), sha256 }] } },
});

test('what a sweep posts is what a worker opens', () => {
  for (const envelope of [{ job, parcels: {} }, withFile('servers.csv'), withFile('saved', '0/model.json')]) {
    expect(openEnvelope(JSON.parse(JSON.stringify(envelope)))).toEqual(envelope);
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
])('what is no run is refused: %#', (data) => {
  expect(() => openEnvelope(data)).toThrow('is not a run of vickrey');
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
])('a name that leads out of its folder is refused: %j %j', (name, inner?: string) => {
  expect(() => openEnvelope(withFile(name, inner))).toThrow('is not a run of vickrey');
});
