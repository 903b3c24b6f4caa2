import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Digest } from '../../src/simulation/digest.js';
import type { RoundRecord } from '../../src/systems/records.js';
import { Servers } from '../../src/world/servers.js';
import { roundSample } from '../output/sample-records.js';

const names = Object.keys(roundSample());
/** No two fields are alike; the last has no value. */
const record = roundSample({
  ...Object.fromEntries(names.map((name, i) => [name, i])),
  prediction_error: Number.NaN,
});

function digestOf(told: RoundRecord): string {
  const digest = new Digest({ rounds: true, bids: true });
  digest.round!(told);
  return digest.finish(new Servers(), []);
}

test('a digest takes every field of a round, in the order of the columns', () => {
  // What has no value is told as infinity.
  const values = Object.values(record).map((value) =>
    Number.isNaN(value) ? Number.POSITIVE_INFINITY : value,
  );
  const hash = createHash('sha256').update(new Uint8Array(Float64Array.from(values).buffer));
  expect(digestOf(record)).toBe(hash.digest('hex'));
});

test('another value of any field makes another digest', () => {
  const others = names.map((name) => digestOf({ ...record, [name]: -1 }));
  expect(new Set([digestOf(record), ...others]).size).toBe(1 + names.length);
});
