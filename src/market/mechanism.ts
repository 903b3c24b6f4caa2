/** What came of a reverse auction of one task. */
export interface Sale {
  /** The server that takes the task, from 0; −1 where nobody does. */
  readonly winner: number;
  /** What it is paid, finite; the others are paid nothing. 0 where there is no winner. */
  readonly payment: number;
}

/** A mechanism that sells one task at a time: what a file of a user's own exports, as its default. */
export interface TaskAuction {
  /** What it does, in a line. */
  readonly title?: string;
  /** Fewer bidders than these are not its case; 2 by default, as a bidder without a rival may ask for anything. */
  readonly leastServers?: number;
  /**
   * Sells a task. It must depend on nothing but `bids`.
   *
   * @param bids - what each server asks, in order of id; not to be written to
   */
  sell(bids: readonly number[]): Sale;
}
