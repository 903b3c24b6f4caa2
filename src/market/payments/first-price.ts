import type { Settlement } from '../payment-rule.js';

/** The winner is paid what it bid. */
export function firstPrice({ winningBid }: Readonly<Settlement>): number {
  return winningBid;
}
