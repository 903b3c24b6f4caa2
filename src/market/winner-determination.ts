/** The two lowest bids of an auction. Ties go to the lowest server id, for the winner and for the runner-up. */
export interface LowestTwo {
  /** Server with the lowest bid. */
  winner: number;
  winningBid: number;
  /** Server with the lowest bid among the others; −1 where there is no other. */
  runnerUp: number;
  /** Its bid; the winning bid where there is no other. */
  secondPrice: number;
}

/** A task that is put up for auction: its load is handed on in it, because a number that crosses a call may be allocated. */
export interface OfferedTask {
  readonly load: number;
}

/**
 * Finds the two lowest bids. However it goes about it, it gives the bits that {@link FullScan} gives.
 */
export interface WinnerDetermination {
  /** For a task to which the pair noise has been turned. Writes to `out`. */
  determine(task: OfferedTask, out: LowestTwo): void;
  /** To be told after the bid function of `server` was refreshed. */
  serverChanged(server: number): void;
}
