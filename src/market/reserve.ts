import { RunningSums } from '../statistics/running-sums.js';

/** The scenario's terms for a reserve. */
export interface ReserveTerms {
  /** Its value before any window has closed, ≥ 0. */
  readonly initial: number;
  /** reserve = `factor` × mean winning bid of the window, > 0. */
  readonly factor: number;
}

/**
 * The adaptive reserve (white paper, section 4): follows the winning bids of the last window. A window
 * without a sale leaves it as it was; the lowest bid of a task that was not sold is not a winning bid.
 */
export class Reserve {
  /** The price above which a winning bid is "above the reserve". */
  value: number;
  private readonly winningBids = new RunningSums(1);
  private readonly sale = new Float64Array(1);
  private sales = 0;

  constructor(private readonly terms: ReserveTerms) {
    this.value = terms.initial;
  }

  /** Takes note of a sale at `winningBid`. */
  sold(winningBid: number): void {
    this.sale[0] = winningBid;
    this.winningBids.add(this.sale);
    this.sales++;
  }

  /** Ends the window and starts the next. */
  closeWindow(): void {
    if (this.sales > 0) this.value = this.terms.factor * (this.winningBids.high[0]! / this.sales);
    this.winningBids.clear(1);
    this.sales = 0;
  }
}
