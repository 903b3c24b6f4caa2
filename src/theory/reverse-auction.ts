/**
 * Reverse auctions among n bidders whose costs are independent and uniform on [0, 1], by order statistics (Krishna 2010,
 * chapters 2 and 3, turned round).
 */

/**
 * At the second price everyone bids its cost. With a binding reserve r ≤ 1 a task is sold where the lowest cost is not above r, and
 * the winner is paid the second-lowest cost or r, whichever is less:
 *
 *     P(sold)    = 1 − (1 − r)ⁿ
 *     E[payment] = n r² (1 − r)ⁿ⁻¹ + ∫₀ʳ x f₂(x) dx,   f₂(x) = n (n − 1) x (1 − x)ⁿ⁻²
 *
 * Means are over all auctions, an unsold one counting 0. A reserve of 1 is none: E[win] = 1/(n+1), E[payment] = 2/(n+1).
 */
export function reverseVickrey(bidders: number, reserve = 1) {
  const n = bidders;
  const left = 1 - reserve;
  const none = left ** n;
  return {
    sold: 1 - none,
    /** The winning cost. */
    win: (1 - none * (1 + n * reserve)) / (n + 1),
    payment:
      n * reserve ** 2 * left ** (n - 1) +
      n * (1 - left ** (n - 1)) -
      2 * (n - 1) * (1 - none) +
      ((n * (n - 1)) / (n + 1)) * (1 - none * left),
  };
}

/**
 * What a bidder of cost c bids in the symmetric equilibrium of the first-price auction with a reserve r ≥ c:
 * c + ∫_c^r (1 − x)ⁿ⁻¹ dx / (1 − c)ⁿ⁻¹, which without a reserve (r = 1) is c + (1 − c) / n. On average it is paid what it would
 * be at the second price.
 */
export function firstPriceBid(bidders: number, cost: number, reserve = 1): number {
  if (cost >= 1) return cost;
  const above = 1 - cost;
  return cost + (above - (1 - reserve) * ((1 - reserve) / above) ** (bidders - 1)) / bidders;
}
