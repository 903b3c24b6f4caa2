import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockFault, sealLine } from '../../src/output/ledger/block-line.js';
import { ledgerLines } from '../../src/output/ledger/ledger-lines.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { blocksOf, chained } from './forged-ledger.js';
import { sampleRounds, writeLedger } from './sample-ledger.js';
import { auctionSample } from './sample-records.js';

const { folder } = temporaryFolder();
const path = join(folder, 'ledger.ndjson');
const { digest, bytes: good } = writeLedger(join(folder, 'good.ndjson'));
const goodLines = good.toString().trimEnd().split('\n');

function verdictOn(content: Uint8Array | string) {
  writeFileSync(path, content);
  return verifyLedger(path);
}

/** The block of the first byte in which a file differs from the good one. */
function firstChangedBlock(changed: Buffer): number {
  let at = 0;
  while (at < good.length && at < changed.length && good[at] === changed[at]) at++;
  return good.subarray(0, at).toString('latin1').split('\n').length - 1;
}

function expectFound(changed: Buffer) {
  fc.pre(!changed.equals(good));
  const block = firstChangedBlock(changed);
  const [first] = changed.toString('latin1').split('\n');
  // Neither the beginning of the first line nor its end is that of a block.
  if (block === 0 && !/^\{"index":|^(?:\{("(i(n(d(e(x(":?)?)?)?)?)?)?)?)?$|"[0-9a-f]{64}"\}$/.test(first!)) {
    expect(() => verdictOn(changed)).toThrow('is not a ledger');
    return;
  }
  expect(verdictOn(changed)).toMatchObject({ ok: false, block, line: block + 1 });
}

describe('any change is found, and the first block that it touches is named', () => {
  const position = fc.nat(good.length - 1);
  const line = fc.nat(goodLines.length - 1);
  const join = (lines: string[]) => Buffer.from(lines.map((text) => `${text}\n`).join(''));

  test('one bit flipped, at every position', () => {
    for (let at = 0; at < good.length; at++) {
      const changed = Buffer.from(good);
      changed[at]! ^= 1 << (at % 8);
      expectFound(changed);
    }
  });

  test('one byte replaced', () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        expectFound(changed);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('bytes removed, inserted or replaced by others', () => {
    const inserted = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(...'\n\r 0"}').map((c) => Buffer.from(c)),
    );
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(80), inserted, (at, removed, added) => {
        expectFound(Buffer.concat([good.subarray(0, at), added, good.subarray(at + removed)]));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('the file cut short, at every length', () => {
    for (let length = 0; length < good.length; length++) expectFound(good.subarray(0, length));
  });

  test('lines removed, doubled or exchanged', () => {
    fc.assert(
      fc.property(line, line, (i, j) => {
        expectFound(join(goodLines.toSpliced(i, 1)));
        expectFound(join(goodLines.toSpliced(i, 0, goodLines[j]!)));
        if (i !== j) expectFound(join(goodLines.with(i, goodLines[j]!).with(j, goodLines[i]!)));
      }),
      { seed: 1 },
    );
  });
});

describe('a block that was changed and hashed anew is found', () => {
  const body = (index: number) => goodLines[index]!.replace(/,"hash":"[0-9a-f]{64}"\}$/, '}');
  const forge = (index: number, edit: (text: string) => string) =>
    verdictOn(`${goodLines.with(index, sealLine(edit(body(index))).line).join('\n')}\n`);

  test('by the Merkle root, where an event was changed', () => {
    const verdict = forge(1, (text) => text.replace('"payment":9.5', '"payment":9'));
    expect(verdict).toEqual({
      ok: false,
      block: 1,
      line: 2,
      reason: 'the Merkle root is not that of the events',
    });
  });

  test('by the next block, where it is consistent in itself', () => {
    const verdict = forge(0, (text) => text.replace('"seed":42', '"seed":43'));
    const reason = 'the chain is broken: `previous` is not the hash before';
    expect(verdict).toEqual({ ok: false, block: 1, line: 2, reason });
  });

  test.each([
    ['white space', (text: string) => text.replace(',', ', ')],
    ['another way to write a number', (text: string) => text.replace('7.5', '7.50')],
    ['a key twice', (text: string) => text.replace('"index":1', '"index":1,"index":1')],
    [
      'another order of keys',
      (text: string) => text.replace('"index":1,"kind":"round"', '"kind":"round","index":1'),
    ],
    [
      'an escape that is not needed',
      (text: string) => text.replace('"kind":"round"', '"kind":"\\u0072ound"'),
    ],
  ])('by its text, where it has %s', (_, edit) => {
    expect(forge(1, edit)).toEqual({
      ok: false,
      block: 1,
      line: 2,
      reason: 'the text is not canonical JSON',
    });
  });

  test.each([
    ['is not JSON', (text: string) => text.replace('{', '['), 'the text is not JSON'],
    [
      'has an unknown key',
      (text: string) => text.replace('{', '{"a":1,'),
      "not a block of a ledger: unknown key 'a'",
    ],
    [
      'has another number',
      (text: string) => text.replace('"index":1', '"index":7'),
      "the block's index is 7",
    ],
  ])('where it %s', (_, edit, reason) => {
    expect(forge(1, edit)).toEqual({ ok: false, block: 1, line: 2, reason });
  });

  test('by the seal, where auctions or blocks are missing before it', () => {
    const seal = (edit: (text: string) => string) => forge(4, edit);
    expect(seal((text) => text.replace('"events":3', '"events":2'))).toMatchObject({
      block: 4,
      reason: 'the seal counts 2 events',
    });
    expect(seal((text) => text.replace('"blocks":5', '"blocks":6'))).toMatchObject({
      block: 4,
      reason: 'the seal counts 6 blocks',
    });
  });
});

test.each(['no ledger\n', '{"seed":1}\n', '\0'.repeat(100), 'index,kind\n0,genesis'])(
  'a file that was never a ledger is refused: %j',
  (text) => {
    expect(() => verdictOn(text)).toThrow('is not a ledger of vickrey: its first line is no block');
  },
);

test.each(['', '\n', '{"in', good.toString().slice(0, 200), good.toString().slice(1)])(
  'what is left of a ledger is a bad one: %s',
  (rest) => {
    expect(verdictOn(rest)).toMatchObject({ ok: false, block: 0, line: 1 });
  },
);

test('a ledger that is as it was written is good', () => {
  expect(verdictOn(good)).toEqual({ ok: true, blocks: 5, events: 3, head: digest.head });
});

describe('a head that was kept elsewhere', () => {
  test('is that of the ledger as it was written', () => {
    writeFileSync(path, good);
    expect(verifyLedger(path, digest.head)).toEqual({ ok: true, blocks: 5, events: 3, head: digest.head });
  });

  test('shows a ledger that was changed and hashed anew, which is intact without it', () => {
    const blocks = blocksOf(good.toString());
    const forged = chained(blocks.with(0, { ...blocks[0]!, seed: 43 }));
    const verdict = verdictOn(forged);
    expect(verdict).toMatchObject({ ok: true, blocks: 5, events: 3 });
    const { head } = verdict as { head: string };
    expect(verifyLedger(path, digest.head)).toEqual({
      ok: false,
      block: 4,
      line: 5,
      reason: `the head is ${head}, not the one that was kept, ${digest.head}: that is the head of another ledger, or blocks of this one were made anew`,
    });
  });
});

test('a block of more auctions than the genesis allows is bad', () => {
  const blocks = blocksOf(good.toString());
  const verdict = verdictOn(chained(blocks.with(0, { ...blocks[0]!, mostAuctions: 1 })));
  expect(verdict).toMatchObject({ block: 1, reason: 'the block has 2 auctions, more than 1' });
});

test('a scenario that is nested deeper than any is bad', () => {
  const blocks = blocksOf(good.toString());
  for (const depth of [101, 100_000]) {
    const scenario = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const { scenario: _, ...genesis } = blocks[0]!;
    const text = JSON.stringify({ ...genesis, scenario: null }).replace(
      '"scenario":null',
      `"scenario":${scenario}`,
    );
    expect(verdictOn(`${sealLine(text).line}\n`)).toMatchObject({
      block: 0,
      reason: 'not a block of a ledger: lists and mappings are nested more than 100 deep',
    });
  }
});

test('a line that is longer than any block is not read on', () => {
  writeFileSync(path, 'x'.repeat(200_000));
  expect(() => [...ledgerLines(path, 150_000)]).toThrow(
    new BlockFault('the line has more than 150000 bytes, which no block has'),
  );
  expect([...ledgerLines(path, 200_000)]).toHaveLength(1);
});

test('a ledger that was packed, or has the line ends of Windows, is told of', () => {
  expect(() => verdictOn(gzipSync(good))).toThrow(
    'is a gzip archive: plain text is read\n  unpack it first: gunzip',
  );
  expect(verdictOn(good.toString().replaceAll('\n', '\r\n'))).toMatchObject({
    ok: false,
    line: 1,
    reason: expect.stringContaining('the line ends with CR LF'),
  });
});

test('an empty file, a missing seal and text behind the seal are told apart', () => {
  expect(verdictOn('')).toEqual({ ok: false, block: 0, line: 1, reason: 'the file is empty' });
  expect(verdictOn(`${goodLines.slice(0, 4).join('\n')}\n`)).toEqual({
    ok: false,
    block: 4,
    line: 5,
    reason: 'the ledger ends without a seal',
  });
  expect(verdictOn(Buffer.concat([good, Buffer.from('\n')]))).toEqual({
    ok: false,
    block: 5,
    line: 6,
    reason: 'something follows the seal',
  });
});

test('bytes that are not UTF-8 are found even where they would decode to the same text', () => {
  const replacement = Buffer.from('\u{FFFD}');
  const { bytes } = writeLedger(path, sampleRounds);
  const umbrella = bytes.indexOf('☂');
  const decodesAlike = [replacement, Buffer.of(0xff)].map((three) =>
    Buffer.concat([bytes.subarray(0, umbrella), three, bytes.subarray(umbrella + 3)]),
  );
  expect(decodesAlike[0]!.toString()).toBe(decodesAlike[1]!.toString());
  for (const changed of decodesAlike) expect(verdictOn(changed)).toMatchObject({ ok: false, block: 0 });
});

test('lines longer than what is read at once are checked whole', () => {
  const long = Array.from({ length: 2000 }, (_, auction) => auctionSample({ auction, task: auction }));
  const { digest, bytes } = writeLedger(path, [long, [], long]);
  expect(verifyLedger(path)).toEqual({ ok: true, blocks: 5, events: 4000, head: digest.head });
  bytes[200_000]! ^= 1;
  expect(verdictOn(bytes)).toMatchObject({
    ok: false,
    block: 1,
    reason: 'the hash is not that of the block',
  });
  expect(readFileSync(path).length).toBeGreaterThan(500_000);
});
