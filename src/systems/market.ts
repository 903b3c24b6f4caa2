import type { BidPredictor } from '../learning/bid-predictor.js';
import type { BidActor } from '../learning/neural/bid-actor.js';
import type { BidFunctions } from '../market/bids.js';
import type { Coalitions } from '../market/coalitions.js';
import type { FleetTotals } from '../market/fleet-totals.js';
import type { KnownBidders } from '../market/known-bidders.js';
import type { Reserve } from '../market/reserve.js';
import type { LowestTwo, WinnerDetermination } from '../market/winner-determination.js';
import type { LoadedScenario } from '../scenario/load.js';
import type { World } from '../world/world.js';
import type { Placement } from './placement.js';
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

/** Where tasks are auctioned: how servers bid, who wins, and with whom a winner may share. */
export interface AuctionHouse {
  readonly bids: BidFunctions;
  /** What bids and coalitions are made of where the auction hears of servers late; undefined where it knows them as they are. */
  readonly known: KnownBidders | undefined;
  /** What a task truly costs servers: the bids themselves, or where those are old functions that are refreshed when asked. */
  readonly costs: BidFunctions;
  readonly winners: WinnerDetermination;
  readonly coalitions: Coalitions;
  readonly reserve: Reserve;
  readonly predictor: BidPredictor | undefined;
  readonly actor: BidActor | undefined;
  /** Messages so far: calls for bids, and bids. */
  messages: number;
}

/** What the systems of one simulation share: an auction house or, where a balancer places the tasks, a placement. */
export interface Market {
  readonly scenario: LoadedScenario['scenario'];
  readonly world: World;
  readonly fleet: FleetTotals;
  readonly house: AuctionHouse | undefined;
  readonly placement: Placement | undefined;
  readonly auction: Auction;
  readonly round: Tally;
  readonly total: Tally;
  /** Failures in a row that undid work which begins anew, since a part of a task was last done. */
  undone: number;
}

/** Messages so far between whoever places the tasks and servers, in both directions. */
export function messagesOf({ house, placement }: Market): number {
  return house ? house.messages : placement!.balancer.messages;
}

/**
 * To be called after any change of a server's load, sensitivity or predictor, and when it fails or works again: its bids, its
 * place and the fleet's totals follow.
 */
export function serverChanged(market: Market, server: number, time: number): void {
  const { fleet, house, placement } = market;
  fleet.serverChanged(server);
  placement?.balancer.serverChanged(server, time);
  if (!house) return;
  if (house.known) house.known.noteChange(server, time);
  else show(house, server);
}

/** To be called before an auction at `time`: bids and coalitions follow what it has heard of servers by then. */
export function hearNews(house: AuctionHouse, time: number): void {
  house.known?.advance(time, (server) => show(house, server));
}

function show({ bids, coalitions, winners }: AuctionHouse, server: number): void {
  const changed = bids.bidders.up?.[server] === 0 ? bids.withdraw(server) : bids.refresh(server);
  if (changed) winners.serverChanged(server);
  coalitions.serverChanged(server);
}
