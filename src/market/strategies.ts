import { Adaptive } from './adaptive.js';
import { BidIndex } from './bid-index.js';
import type { BidFunctions } from './bids.js';
import { FullScan } from './full-scan.js';
import type { WinnerDetermination } from './winner-determination.js';

/** Fewer servers are scanned faster than looked up, when they are loaded (docs/performance.md). */
const WORTH_INDEXING = 320;

/** How the two lowest bids are found, by the name that a scenario gives it. All find the same, to the bit. */
export const strategies = {
  auto: fastest,
  scan: (bids) => new FullScan(bids),
  index: (bids) => new BidIndex(bids),
} satisfies Record<string, (bids: BidFunctions) => WinnerDetermination>;

/** Where bids are adjusted one by one, all that counts is to ask for few adjustments. */
function fastest(bids: BidFunctions): WinnerDetermination {
  if (bids.adjustment) return new BidIndex(bids);
  return bids.bidders.count < WORTH_INDEXING ? new FullScan(bids) : new Adaptive(bids);
}
