import type { SourcedScenario } from '../../scenario/load.js';
import type { FilePath } from '../../scenario/named-files.js';
import type { Scenario } from '../../scenario/schema.js';
import { version } from '../../simulation/version.js';
import { mostAuctions } from './block.js';
import { type LedgerOrigin, LedgerWriter } from './ledger-writer.js';

/** A scenario, what was read of its files, and the hashes of these. */
type Loaded = Pick<SourcedScenario, 'scenario' | 'servers' | 'source'>;

/**
 * The ledger of a run, where its scenario asks for one. Without a path its blocks are hashed and written nowhere.
 * Throws what the file system throws.
 */
export function ledgerOf(loaded: Loaded, path?: string): LedgerWriter | undefined {
  return loaded.scenario.ledger.enabled ? new LedgerWriter(originOf(loaded), path) : undefined;
}

/** What the ledger of a run of this version commits to. */
export function originOf(loaded: Loaded): LedgerOrigin {
  const { scenario, source } = loaded;
  const files = Object.entries(source.files).map(([name, { sha256 }]) => [name as FilePath, sha256]);
  return {
    version,
    seed: scenario.seed,
    scenario: repeatable(loaded),
    block: scenario.ledger.block,
    mostAuctions,
    files: Object.fromEntries(files),
  };
}

/** Without the default that would be refused if it were written: a mechanism of the user's own says what is paid. */
function writable(auction: Scenario['auction']): object {
  if (auction.mechanism === undefined) return auction;
  const { payment: _, ...rest } = auction;
  return rest;
}

/**
 * What the auctions of a run follow from: what is recorded beside them, and how their winners are found, is left
 * out, so that it changes no hash.
 */
function repeatable({ scenario, servers: listed = [] }: Loaded): object {
  const { metrics, ...withoutMetrics } = scenario;
  // In continuous time the blocks of rounds are those between samples.
  const sampled = metrics.interval === undefined ? {} : { metrics: { interval: metrics.interval } };
  const rest = { ...withoutMetrics, ...sampled };
  const { winnerDetermination: __, ...bidding } = scenario.bidding;
  const market = { ...rest, bidding, auction: writable(scenario.auction) };
  const { coalitions, ...servers } = scenario.servers;
  // A scenario that says how many coalitions there are lists none beyond them: here it is the default, and as
  // anything but a default the same scenario would be refused.
  const isDefault = listed.some(({ coalition = 0 }) => coalition >= coalitions);
  return isDefault ? { ...market, servers } : market;
}
