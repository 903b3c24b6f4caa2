/** What is known when an auction is settled. Prices are ≥ 0. */
export interface Settlement {
  /** Lowest bid. */
  winningBid: number;
  /** Second-lowest bid; the winner's own where nobody else bid. */
  secondPrice: number;
  /** How many servers bid. */
  bidders: number;
  /** The binding reserve; `Infinity` where the reserve does not bind. The winning bid is not above it. */
  reserve: number;
}

/** What the winner of a reverse auction is paid, at least 0. */
export type PaymentRule = (settlement: Readonly<Settlement>) => number;
