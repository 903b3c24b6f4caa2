import type { Settlement } from '../payments.js';

/** The winner is paid what it bid. */
export function firstPrice({ winningBid }: Readonly<Settlement>): number {
  return winningBid;
}
