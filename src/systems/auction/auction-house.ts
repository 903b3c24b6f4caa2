import type { BidPredictor } from '../../learning/bid-predictor.js';
import type { BidActor } from '../../learning/neural/bid-actor.js';
import type { BidFunctions } from '../../market/bids.js';
import type { Coalitions } from '../../market/coalitions.js';
import type { KnownBidders } from '../../market/known-bidders.js';
import type { Reserve } from '../../market/reserve.js';
import type { WinnerDetermination } from '../../market/winner-determination.js';
import type { Allocation, Tick } from '../allocation.js';

/** What an auction house is made of. */
export interface HouseParts {
  readonly bids: BidFunctions;
  /** What bids and coalitions are made of where the auction hears of servers late; undefined where it knows them as they are. */
  readonly known: KnownBidders | undefined;
  /** What a task truly costs servers: the bids themselves, or where those are old functions that are refreshed when asked. */
  readonly costs: BidFunctions;
  readonly winners: WinnerDetermination;
  readonly coalitions: Coalitions;
  readonly prices: Reserve;
  readonly predictor: BidPredictor | undefined;
  readonly actor: BidActor | undefined;
  readonly ticks: readonly Tick[];
}

/** Auctions tasks: how servers bid, who wins, and with whom a winner may share. */
export class AuctionHouse implements Allocation, HouseParts {
  readonly bids: BidFunctions;
  readonly known: KnownBidders | undefined;
  readonly costs: BidFunctions;
  readonly winners: WinnerDetermination;
  readonly coalitions: Coalitions;
  readonly prices: Reserve;
  readonly predictor: BidPredictor | undefined;
  readonly actor: BidActor | undefined;
  readonly ticks: readonly Tick[];
  /** Calls for bids, and bids. */
  messages = 0;

  constructor(parts: HouseParts) {
    this.bids = parts.bids;
    this.known = parts.known;
    this.costs = parts.costs;
    this.winners = parts.winners;
    this.coalitions = parts.coalitions;
    this.prices = parts.prices;
    this.predictor = parts.predictor;
    this.actor = parts.actor;
    this.ticks = parts.ticks;
  }

  get reserve(): number {
    return this.prices.value;
  }

  serverChanged(server: number, time: number): void {
    if (this.known) this.known.noteChange(server, time);
    else this.show(server);
  }

  /** To be called before an auction at `time`: bids and coalitions follow what it has heard of servers by then. */
  hearNews(time: number): void {
    this.known?.advance(time, (server) => this.show(server));
  }

  /** Servers bid by what they have, not by what they have done. */
  returned(): void {}

  lost(): void {}

  /** Has bids, their order and coalitions follow a server. */
  private show(server: number): void {
    const { bids, winners } = this;
    const changed = bids.bidders.up?.[server] === 0 ? bids.withdraw(server) : bids.refresh(server);
    if (changed) winners.serverChanged(server);
    this.coalitions.serverChanged(server);
  }
}
