import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { genesisOf } from '../../src/output/ledger/ledger-blocks.js';
import { LedgerWriter } from '../../src/output/ledger/ledger-writer.js';
import { merkleRoot } from '../../src/output/ledger/merkle-root.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { filePaths } from '../../src/scenario/named-files.js';
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
    `{"index":0,"kind":"genesis","version":"1.2.3","seed":42,"scenario":{"name":"märkt ☂","seed":42,"ledger":{"enabled":true}},"mostAuctions":10000,"previous":"${previous[0]}"`,
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
  const { digest, bytes } = writeLedger(path, sampleRounds, { block: 'auction' });
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

test('the genesis holds the hashes of all files that the scenario names', () => {
  const [trace, networks, servers, mechanism, payment, balancer, split, learner] = [
    ...['ab', 'cd', 'ef', '01', '02', '03', '04', '05'].map((byte) => byte.repeat(32)),
  ];
  const files = {
    'servers.file': servers!,
    'arrivals.file': trace!,
    'auction.mechanism': mechanism!,
    'auction.payment.module': payment!,
    'balancer.module': balancer!,
    'coalition.split.module': split!,
    'learning.mode.module': learner!,
    'learning.neural.load': networks!,
  };
  expect(Object.keys(files)).toEqual([...filePaths]);
  const { head } = new LedgerWriter({ ...origin, files }, path).close();
  expect(genesisOf(path)).toMatchObject({
    traceSha256: trace,
    networksSha256: networks,
    serversSha256: servers,
    paymentSha256: payment,
    balancerSha256: balancer,
    splitSha256: split,
    learnerSha256: learner,
    mechanismSha256: mechanism,
  });
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

describe('a round of more auctions than a block may hold', () => {
  const auctionsOf = (count: number) =>
    Array.from({ length: count }, (_, auction) => auctionSample({ auction, task: auction }));
  const blocksOf = (...counts: number[]) => {
    const { digest, bytes } = writeLedger(path, counts.map(auctionsOf), { mostAuctions: 3 });
    expect(verifyLedger(path)).toMatchObject({ ok: true, head: digest.head });
    return linesOf(bytes)
      .map((line) => JSON.parse(line) as { kind: string; round: number; events: unknown[] })
      .filter(({ kind }) => kind === 'round')
      .map(({ round, events }) => [round, events.length]);
  };

  test('has further blocks of the same round', () => {
    expect(blocksOf(7, 0, 4)).toEqual([
      [0, 3],
      [0, 3],
      [0, 1],
      [1, 0],
      [2, 3],
      [2, 1],
    ]);
  });

  test('is one block where it has just as many', () => {
    expect(blocksOf(3, 6)).toEqual([
      [0, 3],
      [1, 3],
      [1, 3],
    ]);
  });

  test('is so too after the last round', () => {
    const writer = new LedgerWriter({ ...origin, mostAuctions: 2 }, path);
    for (const auction of auctionsOf(3)) writer.auction(auction);
    writer.close();
    expect(linesOf(readFileSync(path)).map((line) => JSON.parse(line).events?.length)).toEqual([
      undefined,
      2,
      1,
      undefined,
    ]);
  });
});

test('a ledger that is thrown away is neither hashed nor sealed', () => {
  const writer = new LedgerWriter(origin, path);
  for (const auction of sampleRounds[0]!) writer.auction(auction);
  writer.discard();
  writer.discard();
  expect(readFileSync(path, 'utf8')).toBe('');
});

test('a ledger that was closed stays as it is when the run is thrown away after all', () => {
  const writer = new LedgerWriter(origin, path);
  writer.close();
  const bytes = readFileSync(path);
  writer.discard();
  expect(readFileSync(path).equals(bytes)).toBe(true);
});
