import type { LoadedScenario } from '../../scenario/load.js';
import { version } from '../../simulation/version.js';
import { LedgerWriter } from './ledger-writer.js';

/**
 * The ledger of a run, where its scenario asks for one. Without a path its blocks are hashed and written nowhere.
 * Throws what the file system throws.
 */
export function ledgerOf(loaded: LoadedScenario, path?: string): LedgerWriter | undefined {
  const { bidNetworks, scenario, trace } = loaded;
  if (!scenario.ledger.enabled) return undefined;
  const origin = {
    version,
    seed: scenario.seed,
    scenario: repeatable(loaded),
    block: scenario.ledger.block,
    ...(trace && { traceSha256: trace.sha256 }),
    ...(bidNetworks?.sha256 && { networksSha256: bidNetworks.sha256 }),
  };
  return new LedgerWriter(origin, path);
}

/**
 * What the auctions of a run follow from: what is recorded beside them, and how their winners are found, is left
 * out, so that it changes no hash.
 */
function repeatable({ scenario, servers: listed = [] }: LoadedScenario): object {
  const { metrics, ...withoutMetrics } = scenario;
  // In continuous time the blocks of rounds are those between samples.
  const sampled = metrics.interval === undefined ? {} : { metrics: { interval: metrics.interval } };
  const rest = { ...withoutMetrics, ...sampled };
  const { winnerDetermination: __, ...bidding } = scenario.bidding;
  const market = { ...rest, bidding };
  const { coalitions, ...servers } = scenario.servers;
  // A scenario that says how many coalitions there are lists none beyond them: here it is the default, and as
  // anything but a default the same scenario would be refused.
  const isDefault = listed.some(({ coalition = 0 }) => coalition >= coalitions);
  return isDefault ? { ...market, servers } : market;
}
