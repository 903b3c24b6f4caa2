import { readFileSync } from 'node:fs';
import { LedgerWriter } from '../../src/output/ledger/ledger-writer.js';
import type { AuctionRecord } from '../../src/systems/records.js';
import { auctionSample, roundSample } from './sample-records.js';

export const origin = {
  version: '1.2.3',
  seed: 42,
  scenario: { name: 'märkt ☂', seed: 42, ledger: { enabled: true } },
  block: 'round' as 'round' | 'auction',
  mostAuctions: 10_000,
  files: {},
};

/** The auctions of three rounds, the second of which is empty. */
export const sampleRounds: readonly (readonly AuctionRecord[])[] = [
  [
    auctionSample(),
    auctionSample({ auction: 1, task: 1, status: 1, partnerCount: 1, partners: Int32Array.of(4, 0) }),
  ],
  [],
  [auctionSample({ auction: 2, time: 2, task: 2, winner: -1, payment: 0, status: 4 })],
];

/** Writes a ledger and returns what its writer says of it, and the file's bytes. */
export function writeLedger(
  path: string,
  rounds = sampleRounds,
  { block = origin.block, mostAuctions = origin.mostAuctions } = {},
) {
  const writer = new LedgerWriter({ ...origin, block, mostAuctions }, path);
  rounds.forEach((auctions, round) => {
    for (const auction of auctions) writer.auction(auction);
    writer.round(roundSample({ round }));
  });
  return { digest: writer.close(), bytes: readFileSync(path) };
}
