import type { BidFunctions } from './bids.js';
import { type NamedAuction, soldBy } from './sold-by.js';
import type { LowestTwo, OfferedTask, WinnerDetermination } from './winner-determination.js';

/**
 * Has a mechanism of the user's own decide who wins, and what it is paid. Every bid is stated, O(N) an auction; that of a server
 * under repair is infinite. The second price is the lowest bid of those who have not won.
 */
export class MechanismAuction implements WinnerDetermination {
  /** What the last winner is paid. */
  payment = 0;

  constructor(
    private readonly bids: BidFunctions,
    private readonly mechanism: NamedAuction,
  ) {}

  /** @throws OwnCodeFailure where the mechanism fails, names no server that bids, or no payment */
  determine(task: OfferedTask, out: LowestTwo): void {
    const { count } = this.bids.bidders;
    const said = Array.from({ length: count }, (_, server) => this.bids.bid(server, task.load));
    const { winner, payment } = soldBy(this.mechanism, said);
    this.payment = payment;
    out.winner = winner;
    out.winningBid = said[winner] ?? Number.POSITIVE_INFINITY;
    out.runnerUp = -1;
    out.secondPrice = Number.POSITIVE_INFINITY;
    for (const [server, bid] of said.entries()) {
      if (server === winner || bid >= out.secondPrice) continue;
      out.runnerUp = server;
      out.secondPrice = bid;
    }
    if (out.runnerUp < 0) out.secondPrice = out.winningBid;
  }

  serverChanged(): void {}
}
