import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BlockFault } from '../../src/output/ledger/block-line.js';
import { LedgerReplay } from '../../src/output/ledger/ledger-replay.js';
import type { AuctionRecord } from '../../src/systems/records.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { origin, sampleRounds, writeLedger } from './sample-ledger.js';
import { auctionSample } from './sample-records.js';

const path = join(temporaryFolder().folder, 'ledger.ndjson');
const auctions = sampleRounds.flat();

function differenceWith(replayed: readonly AuctionRecord[]) {
  writeLedger(path);
  const replay = new LedgerReplay(path);
  for (const auction of replayed) replay.auction(auction);
  return replay.finish();
}

test('the genesis tells what to run again', () => {
  writeLedger(path);
  const { version, seed, scenario } = new LedgerReplay(path).genesis;
  expect({ version, seed, scenario }).toEqual({ version: '1.2.3', seed: 42, scenario: origin.scenario });
});

test('the same auctions do not differ', () => {
  expect(differenceWith(auctions)).toBeUndefined();
});

test('the first auction that differs is named, with the field and both values', () => {
  const late = auctionSample({ ...auctions[2]!, time: 3 });
  const shared = { ...auctions[1]!, partners: Int32Array.of(5) };
  expect(differenceWith([auctions[0]!, shared, late])).toEqual({
    auction: 1,
    field: 'partners',
    ledger: [4],
    replay: [5],
  });
  expect(differenceWith([auctions[0]!, auctions[1]!, late])).toEqual({
    auction: 2,
    field: 'time',
    ledger: 2,
    replay: 3,
  });
});

test('an unsold task differs from a sold one by its winner', () => {
  const sold = { ...auctions[2]!, winner: 1 };
  expect(differenceWith([auctions[0]!, auctions[1]!, sold])).toEqual({
    auction: 2,
    field: 'winner',
    ledger: null,
    replay: 1,
  });
});

test('an auction that only one side has differs by its number', () => {
  expect(differenceWith(auctions.slice(0, 2))).toEqual({
    auction: 2,
    field: 'auction',
    ledger: 2,
    replay: undefined,
  });
  expect(differenceWith([...auctions, auctionSample({ auction: 3 })])).toEqual({
    auction: 3,
    field: 'auction',
    ledger: undefined,
    replay: 3,
  });
});

test('a file that is no ledger is refused', () => {
  writeFileSync(path, 'auction,time\n');
  expect(() => new LedgerReplay(path)).toThrow(BlockFault);
});
