import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LedgerReplay } from '../../src/output/ledger/ledger-replay.js';
import { LedgerWriter } from '../../src/output/ledger/ledger-writer.js';
import { merkleRoot } from '../../src/output/ledger/merkle-root.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { origin, sampleRounds, writeLedger } from './sample-ledger.js';
import { auctionSample, roundSample } from './sample-records.js';

const path = join(temporaryFolder().folder, 'ledger.ndjson');

function linesOf(bytes: Buffer) {
  return bytes.toString().trimEnd().split('\n');
}

test('a ledger is a genesis, a block a round, empty rounds too, and a seal that counts them', () => {
  const { digest, bytes } = writeLedger(path);
  const blocks = linesOf(bytes).map((line) => JSON.parse(line));
  const previous = ['0'.repeat(64), ...blocks.map((block) => block.hash)];
  const events = [
    '{"auction":0,"time":0,"task":0,"load":7.5,"winner":2,"partners":[],"winningBid":9.25,"secondPrice":9.5,"payment":9.5,"status":"assigned"}',
    '{"auction":1,"time":0,"task":1,"load":7.5,"winner":2,"partners":[4],"winningBid":9.25,"secondPrice":9.5,"payment":9.5,"status":"assigned-coalition"}',
    '{"auction":2,"time":2,"task":2,"load":7.5,"winner":null,"partners":[],"winningBid":9.25,"secondPrice":9.5,"payment":0,"status":"rejected"}',
  ];
  const round = (index: number, texts: string[]) =>
    `{"index":${index},"kind":"round","round":${index - 1},"events":[${texts}],"merkleRoot":"${merkleRoot(texts)}","previous":"${previous[index]}"`;
  const bodies = [
    `{"index":0,"kind":"genesis","version":"1.2.3","seed":42,"scenario":{"name":"märkt ☂","seed":42,"ledger":{"enabled":true}},"previous":"${previous[0]}"`,
    round(1, events.slice(0, 2)),
    round(2, []),
    round(3, events.slice(2)),
    `{"index":4,"kind":"seal","blocks":5,"events":3,"previous":"${previous[4]}"`,
  ];
  const hashes = bodies.map((body) => createHash('sha256').update(`${body}}`).digest('hex'));
  expect(linesOf(bytes)).toEqual(bodies.map((body, i) => `${body},"hash":"${hashes[i]}"}`));
  expect(digest).toEqual({
    blocks: 5,
    events: 3,
    head: hashes[4],
    firstBlocks: [
      { index: 0, kind: 'genesis', events: 0, hash: hashes[0] },
      { index: 1, kind: 'round', events: 2, hash: hashes[1] },
      { index: 2, kind: 'round', events: 0, hash: hashes[2] },
      { index: 3, kind: 'round', events: 1, hash: hashes[3] },
      { index: 4, kind: 'seal', events: 0, hash: hashes[4] },
    ],
  });
});

test('a block may hold one auction instead', () => {
  const { digest, bytes } = writeLedger(path, sampleRounds, 'auction');
  expect(linesOf(bytes).map((line) => JSON.parse(line).kind)).toEqual([
    'genesis',
    'auction',
    'auction',
    'auction',
    'seal',
  ]);
  expect(verifyLedger(path)).toEqual({ ok: true, blocks: 5, events: 3, head: digest.head });
});

test('auctions after the last round are not lost', () => {
  const writer = new LedgerWriter(origin, path);
  writer.auction(auctionSample());
  const { head } = writer.close();
  expect(verifyLedger(path)).toEqual({ ok: true, blocks: 3, events: 1, head });
});

test('the same run gives the same bytes, another seed another head', () => {
  const { digest, bytes } = writeLedger(path);
  expect(writeLedger(path).bytes.equals(bytes)).toBe(true);
  const other = new LedgerWriter({ ...origin, seed: 43 }, path);
  expect(other.close().head).not.toBe(digest.head);
});

test('the genesis holds the hashes of the trace and of the networks, where there are some', () => {
  const hashes = { traceSha256: 'ab'.repeat(32), networksSha256: 'cd'.repeat(32) };
  const writer = new LedgerWriter({ ...origin, ...hashes }, path);
  const { head } = writer.close();
  expect(new LedgerReplay(path).genesis).toMatchObject(hashes);
  expect(verifyLedger(path)).toEqual({ ok: true, blocks: 2, events: 0, head });
});

test('a ledger without a file has the hashes of one with a file', () => {
  const { digest } = writeLedger(path);
  const unwritten = new LedgerWriter(origin);
  sampleRounds.forEach((auctions, round) => {
    for (const auction of auctions) unwritten.auction(auction);
    unwritten.round(roundSample({ round }));
  });
  expect(unwritten.close()).toEqual(digest);
});
