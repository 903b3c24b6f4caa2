import type { Settlement } from '../payment-rule.js';

/**
 * Vickrey's rule for a reverse auction: the winner is paid the best offer that it had to beat, which is the
 * runner-up's bid or, where that is lower, the binding reserve. A single bidder has only the reserve to beat;
 * where none binds, it is paid its own bid. Vickrey (1961), "Counterspeculation, auctions, and competitive
 * sealed tenders", section II.
 */
export function secondPrice({ secondPrice, bidders, reserve }: Readonly<Settlement>): number {
  if (bidders === 1 && reserve !== Number.POSITIVE_INFINITY) return reserve;
  return secondPrice < reserve ? secondPrice : reserve;
}
