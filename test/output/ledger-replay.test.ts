import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { BlockFault } from '../../src/output/ledger/block-line.js';
import { ledgerOf } from '../../src/output/ledger/ledger-of.js';
import { LedgerReplay } from '../../src/output/ledger/ledger-replay.js';
import { verifyLedger } from '../../src/output/ledger/verify-ledger.js';
import { prepareScenario, type SourcedScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { temporaryFolder } from '../input/temporary-folder.js';
import { blocksOf, chained, type Forged } from './forged-ledger.js';

const { folder } = temporaryFolder();
const path = join(folder, 'ledger.ndjson');
const market: ScenarioInput = { time: { rounds: 6 }, ledger: { enabled: true } };

/** Runs a scenario and writes its ledger. */
function written(loaded: SourcedScenario): Forged[] {
  const writer = ledgerOf(loaded, path)!;
  new Simulation(loaded, { observers: [writer] }).run();
  writer.close();
  return blocksOf(readFileSync(path, 'utf8'));
}

/** Where a run differs from the ledger in the file, which verifies. */
function differenceFrom(loaded: SourcedScenario) {
  expect(verifyLedger(path)).toMatchObject({ ok: true });
  const replay = new LedgerReplay(path, loaded);
  if (replay.difference) return replay.difference;
  new Simulation(loaded, { observers: [replay] }).run();
  return replay.finish();
}

describe('of a ledger that was changed and hashed anew', () => {
  let loaded: SourcedScenario;
  let blocks: Forged[];
  const events = (block: number) => blocks[block]!.events as Forged[];
  const count = (block: number) => events(block).length;
  /** The number of the first auction of a block. */
  const first = (block: number) => events(block)[0]!.auction as number;

  beforeAll(async () => {
    loaded = await prepareScenario(market);
    blocks = written(loaded);
    expect(blocks.map(({ kind }) => kind)).toEqual(['genesis', ...Array(6).fill('round'), 'seal']);
    expect([1, 2, 3].every((block) => count(block) > 1)).toBe(true);
  });

  /** Where the run differs from other blocks. */
  const forged = (changed: readonly Forged[]) => {
    writeFileSync(path, chained(changed));
    return differenceFrom(loaded);
  };
  const withEvents = (block: number, changed: readonly Forged[]) =>
    blocks.with(block, { ...blocks[block]!, events: changed });

  test('nothing differs where nothing was changed', () => {
    expect(forged(blocks)).toBeUndefined();
  });

  test('another seed in the genesis', () => {
    const ledger = blocks.with(0, { ...blocks[0]!, seed: 999 });
    expect(forged(ledger)).toEqual({ block: 0, field: 'seed', ledger: 999, replay: 42 });
  });

  test('another setting in the genesis', () => {
    const scenario = { ...(blocks[0]!.scenario as Forged), name: 'other' };
    expect(forged(blocks.with(0, { ...blocks[0]!, scenario }))).toEqual({
      block: 0,
      field: 'scenario.name',
      ledger: 'other',
      replay: 'scenario',
    });
  });

  test('a setting that is left out, though the default is the same', () => {
    const { bidding: _, ...scenario } = blocks[0]!.scenario as Forged;
    const ledger = blocks.with(0, { ...blocks[0]!, scenario });
    expect(forged(ledger)).toMatchObject({ block: 0, field: 'scenario.bidding', ledger: undefined });
    // Another version may not have had it.
    const older = ledger.with(0, { ...ledger[0]!, version: '0.0.1' });
    expect(forged(older)).toBeUndefined();
  });

  test('another bound of blocks', () => {
    const ledger = blocks.with(0, { ...blocks[0]!, mostAuctions: 9999 });
    expect(forged(ledger)).toEqual({ block: 0, field: 'mostAuctions', ledger: 9999, replay: 10_000 });
  });

  test('a hash of a file that there is not', () => {
    const { previous, ...genesis } = blocks[0]!;
    const mechanismSha256 = 'ab'.repeat(32);
    expect(forged(blocks.with(0, { ...genesis, mechanismSha256, previous }))).toEqual({
      block: 0,
      field: 'auction.mechanism',
      ledger: mechanismSha256,
      replay: undefined,
    });
  });

  test('another number of a round', () => {
    const ledger = blocks.with(2, { ...blocks[2]!, round: 77 });
    expect(forged(ledger)).toEqual({ block: 2, field: 'round', ledger: 77, replay: 1 });
  });

  test('an auction that was moved to the next block, or to the one before', () => {
    const moved = events(1).at(-1)!;
    const later = withEvents(1, events(1).slice(0, -1)).with(2, {
      ...blocks[2]!,
      events: [moved, ...events(2)],
    });
    const auction = moved.auction as number;
    const difference = { block: 1, auction, field: 'auction' };
    expect(forged(later)).toEqual({ ...difference, ledger: undefined, replay: auction });
    const earlier = withEvents(1, [...events(1), events(2)[0]!]).with(2, {
      ...blocks[2]!,
      events: events(2).slice(1),
    });
    const next = first(2);
    expect(forged(earlier)).toEqual({ ...difference, auction: next, ledger: next, replay: undefined });
  });

  test('blocks of another kind', () => {
    const auctions = blocks.flatMap((block) =>
      block.kind === 'round'
        ? (block.events as Forged[]).map((event) => ({
            ...{ index: 0, kind: 'auction', events: [event], merkleRoot: '', previous: '' },
          }))
        : [block],
    );
    const ledger = { block: 1, field: 'kind', ledger: 'auction', replay: 'round' };
    expect(forged(auctions)).toEqual(ledger);
  });

  test('a round that was put in, empty or not', () => {
    const empty = { ...blocks[2]!, events: [] };
    expect(forged(blocks.toSpliced(2, 0, empty))).toEqual({
      block: 2,
      auction: first(2),
      field: 'auction',
      ledger: undefined,
      replay: first(2),
    });
    expect(forged(blocks.toSpliced(7, 0, { ...empty, round: 6 }))).toEqual({
      block: 7,
      field: 'kind',
      ledger: 'round',
      replay: 'seal',
    });
  });

  test('a round that was left out', () => {
    expect(forged(blocks.toSpliced(6, 1))).toEqual({
      block: 6,
      field: 'kind',
      ledger: 'seal',
      replay: 'round',
    });
  });

  test.each([
    ['winner', 6],
    ['partners', [1]],
    ['payment', 0],
    ['time', 5],
    ['status', 'rejected'],
  ])('another %s of an auction', (field, value) => {
    const [event, ...rest] = events(3);
    const ledger = withEvents(3, [{ ...event!, [field]: value }, ...rest]);
    expect(forged(ledger)).toEqual({
      block: 3,
      auction: first(3),
      field,
      ledger: value,
      replay: event![field],
    });
  });

  test('a file that is no ledger', () => {
    writeFileSync(path, 'auction,time\n');
    expect(() => new LedgerReplay(path, loaded)).toThrow(BlockFault);
  });
});

test('rounds of more auctions than a block may hold are the same when they are repeated', async () => {
  const crowded = { process: 'poisson', rate: 12_000 } as const;
  const loaded = await prepareScenario({ ...market, time: { rounds: 2 }, arrivals: crowded });
  const held = written(loaded)
    .filter(({ kind }) => kind === 'round')
    .map(({ round, events }) => [round, (events as Forged[]).length]);
  expect(held).toEqual([
    [0, 10_000],
    [0, expect.any(Number)],
    [1, 10_000],
    [1, expect.any(Number)],
  ]);
  expect(differenceFrom(loaded)).toBeUndefined();
});

test('a ledger of an older version, which bounds no block, is the same where nothing else differs', async () => {
  const crowded = { process: 'poisson', rate: 12_000 } as const;
  const loaded = await prepareScenario({ ...market, time: { rounds: 1 }, arrivals: crowded });
  const [genesis, one, two, seal] = written(loaded);
  const { mostAuctions: _, ...unbounded } = genesis!;
  const whole = { ...one!, events: [...(one!.events as []), ...(two!.events as [])] };
  writeFileSync(path, chained([{ ...unbounded, version: '0.1.0' }, whole, seal!]));
  expect(differenceFrom(loaded)).toBeUndefined();
});
