import type { BidFunctions } from './bids.js';
import type { LowestTwo, OfferedTask } from './winner-determination.js';

/**
 * The two lowest of the bids that a search has stated so far, in any order of servers: ties go to the lowest id, as in a scan. Load
 * and outcome are fields, because numbers that cross calls may be allocated.
 */
export abstract class LowestSearch {
  protected taskLoad = 0;
  protected winner = -1;
  protected runnerUp = -1;
  protected lowest = Number.POSITIVE_INFINITY;
  protected second = Number.POSITIVE_INFINITY;
  /** Servers that are to be asked together for the factors of their bids, and the factors. */
  protected readonly asked: Int32Array;
  private readonly factors: Float64Array;

  /** @param together - servers that are asked together, at most */
  constructor(
    protected readonly bids: BidFunctions,
    together: number,
  ) {
    this.asked = new Int32Array(together);
    this.factors = new Float64Array(together);
  }

  /** Starts anew, for a task. */
  protected begin(task: OfferedTask): void {
    this.taskLoad = task.load;
    this.winner = -1;
    this.runnerUp = -1;
    this.lowest = Number.POSITIVE_INFINITY;
    this.second = Number.POSITIVE_INFINITY;
  }

  protected tell(out: LowestTwo): void {
    out.winner = this.winner;
    out.winningBid = this.lowest;
    out.runnerUp = this.runnerUp;
    out.secondPrice = this.runnerUp < 0 ? this.lowest : this.second;
  }

  /** States the bids of the first `count` that are asked. Only where servers adjust their bids. */
  protected offerTogether(count: number): void {
    const { asked, bids, factors, taskLoad } = this;
    bids.adjustment!.factors(asked, count, taskLoad, factors);
    for (let i = 0; i < count; i++) {
      this.offer(asked[i]!, bids.adjustedBid(asked[i]!, taskLoad, factors[i]!));
    }
  }

  /** Takes a bid into account; one that was offered before changes nothing. */
  protected offer(server: number, bid: number): void {
    if (server === this.winner) return;
    if (bid < this.lowest || (bid === this.lowest && server < this.winner)) {
      this.second = this.lowest;
      this.runnerUp = this.winner;
      this.lowest = bid;
      this.winner = server;
    } else if (bid < this.second || (bid === this.second && server < this.runnerUp)) {
      this.second = bid;
      this.runnerUp = server;
    }
  }
}
