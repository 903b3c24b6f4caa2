import type { Sale } from '../market/mechanism.js';
import { type NamedAuction, soldBy } from '../market/sold-by.js';
import type { ScenarioInput } from '../scenario/schema.js';
import type { LabMarket, Outcome, Profile } from './market.js';

/** What a mechanism makes of reports. It may read everything of the market but its true costs. */
export type Setting = Omit<LabMarket, 'costs'>;

/** The markets that a mechanism is made for. */
export interface Domain {
  /**
   * - `one-task`: one task, one number a server
   * - `sizes`: several tasks of different sizes, one number a server: its cost of a unit
   * - `several`: several tasks, a number for each of them and each server
   */
  readonly sells: 'one-task' | 'sizes' | 'several';
  /** At least so many servers, beyond the number of tasks in `several` and `sizes`. */
  readonly leastServers: number;
  /** Whether coalitions matter to it, and whether a server is busy. */
  readonly coalitions: boolean;
}

/** A reverse auction, as an object without state: servers sell, the auctioneer buys. */
export interface Mechanism {
  /** What it does, in a line. */
  readonly title: string;
  readonly domain: Domain;
  /** @param reports - what servers say their costs are; of the shape of {@link LabMarket.costs} */
  run(reports: Profile, setting: Setting): Outcome;
  /** Where what is sold in a round changes what is paid in the next. */
  readonly repeated?: RepeatedAuction;
  /** What has the engine hold this auction; absent where it cannot, and then `unreplayable` says why. */
  readonly scenario?: ScenarioInput;
  readonly unreplayable?: string;
}

/** An auction of one task a round that keeps a memory: a price or several, which the mechanism reads as it likes. */
export interface RepeatedAuction {
  /** The memory before the first round, of a market of so many servers. */
  start(servers: number): readonly number[];
  /** One round: the sale, and the memory after it. */
  round(bids: readonly number[], memory: readonly number[]): { sale: Sale; memory: readonly number[] };
  /** As {@link Mechanism.scenario}, for one auction a round. */
  readonly scenario?: ScenarioInput;
}

/** The mechanism of the lab that sells one task as `auction` does. */
export function ofTaskAuction(
  auction: NamedAuction,
  more: Pick<Mechanism, 'scenario' | 'unreplayable' | 'repeated'>,
): Mechanism {
  const { title, leastServers = 2 } = auction;
  return {
    title: title ?? 'no title',
    domain: { sells: 'one-task', leastServers, coalitions: false },
    run(reports) {
      const bids = reports.map(([bid]) => bid!);
      return soldTo(soldBy(auction, bids), reports.length);
    },
    ...more,
  };
}

/** A sale as an outcome. */
function soldTo({ winner, payment }: Sale, servers: number): Outcome {
  const at = (value: number) =>
    Array.from({ length: servers }, (_, server) => (server === winner ? value : 0));
  return { shares: at(1).map((share) => [share]), payments: at(payment) };
}
