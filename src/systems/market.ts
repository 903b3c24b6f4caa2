import type { FleetTotals } from '../market/fleet-totals.js';
import type { LowestTwo } from '../market/winner-determination.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { World } from '../world/world.js';
import type { Allocation } from './allocation.js';
import type { Tally } from './tally.js';

/** The auction under way: each system fills in its part, then the next one reads it. */
export interface Auction extends LowestTwo {
  /** 0-based, in the order of the auctions. */
  number: number;
  /** Row of the task, and its load. */
  task: number;
  load: number;
  /** Index into `auctionStatuses`. */
  status: number;
  payment: number;
  /** The servers that take the task on, winner first, and their parts of its load; empty where it is not sold. */
  members: number;
  readonly member: Int32Array;
  readonly share: Float64Array;
}

/** What the systems of one simulation share. */
export interface Market {
  readonly scenario: LoadedScenario['scenario'];
  readonly world: World;
  readonly fleet: FleetTotals;
  readonly allocation: Allocation;
  readonly auction: Auction;
  readonly round: Tally;
  readonly total: Tally;
  /** Failures in a row that undid work which begins anew, since a part of a task was last done. */
  fruitlessFailures: number;
}

/**
 * To be called after any change of a server's load, sensitivity or predictor, and when it fails or works again: the fleet's
 * totals and whatever places tasks follow.
 */
export function serverChanged({ allocation, fleet }: Market, server: number, time: number): void {
  fleet.serverChanged(server);
  allocation.serverChanged(server, time);
}
