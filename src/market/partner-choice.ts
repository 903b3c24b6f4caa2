import type { Bidders } from './bids.js';

/** How an overloaded winner chooses partners among the candidates, one after another. */
export interface PartnerChoice {
  /** What candidates are ranked by, the least first, ties to the lowest id. Depends on the server alone; not NaN, below `Infinity`. */
  rank(bidders: Bidders, server: number): number;
  /**
   * Whether the next candidate in rank joins, being under `load`, to share a task of `taskLoad` with the `members` servers chosen so
   * far, the winner among them, whose loads sum to `sum`. Where it does not, nobody who is ranked behind it does.
   */
  joins(load: number, taskLoad: number, members: number, sum: number): boolean;
}
