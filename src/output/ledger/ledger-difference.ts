/** The first place in which a ledger and a repetition of its run differ. */
export interface LedgerDifference {
  /** Number of the block in the ledger, from 0; its line in the file is one more. */
  readonly block: number;
  /** Number of the auction, from 0, where an auction differs. */
  readonly auction?: number;
  /**
   * What differs: a member of the block or of the auction, `scenario.` and a setting, or, for the hash of a file, where
   * the scenario names it (`arrivals.file`). `auction` for one that only one side has in this block.
   */
  readonly field: string;
  /** The two values; undefined on a side that has none. */
  readonly ledger: unknown;
  readonly replay: unknown;
}
