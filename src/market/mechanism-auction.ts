import type { BidFunctions } from './bids.js';
import type { TaskAuction } from './mechanism.js';
import type { LowestTwo, WinnerDetermination } from './winner-determination.js';

/**
 * Has a mechanism of the user's own decide who wins, and what it is paid. Every bid is stated, O(N) an auction; that of a server
 * under repair is infinite. The second price is the lowest bid of those who have not won.
 */
export class MechanismAuction implements WinnerDetermination {
  /** What the last winner is paid. */
  payment = 0;

  constructor(
    private readonly bids: BidFunctions,
    private readonly mechanism: TaskAuction,
  ) {}

  /** @throws Error where the mechanism names no server that bids, or no payment */
  determine(taskLoad: number, out: LowestTwo): void {
    const { count } = this.bids.bidders;
    const said = Array.from({ length: count }, (_, server) => this.bids.bid(server, taskLoad));
    const { winner, payment } = checkedSale(this.mechanism.sell(Object.freeze([...said])), said);
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

/**
 * The sale, if it is one.
 *
 * @throws Error where the winner is no server that bids, or the payment no finite number
 */
export function checkedSale(sale: Readonly<{ winner: number; payment: number }>, bids: readonly number[]) {
  const { winner, payment } = sale;
  const isNobody = winner === -1;
  if (!isNobody && !(bids[winner]! < Number.POSITIVE_INFINITY))
    throw new Error(`the mechanism has ${winner} win, which is no server that bids, nor −1 for nobody`);
  if (isNobody) return { winner, payment: 0 };
  if (!Number.isFinite(payment)) throw new Error(`the mechanism pays ${payment}, which is no amount`);
  return { winner, payment };
}
