import { prepareScenario } from '../scenario/load.js';
import type { ScenarioInput } from '../scenario/schema.js';
import { simulate } from '../simulation/run.js';
import type { AuctionRecord } from '../systems/records.js';

/** An auction whose bids are uniform on [`lowest`, `lowest` + `width`). */
export interface AuctionTerms {
  readonly bidders: number;
  readonly lowest: number;
  readonly width: number;
  readonly payment: NonNullable<NonNullable<ScenarioInput['auction']>['payment']>;
  /** Binding, in units of bids; none by default. */
  readonly reserve?: number;
}

/**
 * Holds `auctions` auctions in the engine and tells `each`. A server's bid is the task's load and its noise, and nothing else: servers
 * are insensitive, averse to no risk, and so small that capacity does not count. All auctions are of one round, before the reserve
 * moves.
 */
export async function auctionsOfCosts(
  { bidders, lowest, width, payment, reserve }: AuctionTerms,
  auctions: number,
  seed: number,
  each: (auction: Readonly<AuctionRecord>) => void,
): Promise<void> {
  const loaded = await prepareScenario({
    seed,
    time: { rounds: 1 },
    servers: { count: bidders, capacity: 1, sensitivity: 0, riskAversion: 0 },
    arrivals: { process: 'constant', rate: auctions },
    tasks: { load: lowest },
    bidding: { noise: width, capacityScale: 1e12 },
    auction: { payment, reserve: reserve === undefined ? {} : { binding: true, initial: reserve } },
    coalition: { partners: 0 },
    learning: { mode: 'none' },
    metrics: { servers: 'none' },
  });
  simulate(loaded, { observers: [{ auction: each }] });
}
