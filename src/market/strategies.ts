import { BidIndex } from './bid-index.js';
import type { BidFunctions } from './bids.js';
import { FullScan } from './full-scan.js';
import type { WinnerDetermination } from './winner-determination.js';

/** Fewer servers are scanned faster than looked up, when they are loaded (docs/performance.md). */
const WORTH_INDEXING = 320;

/** How the two lowest bids are found, by the name that a scenario gives it. All find the same, to the bit. */
export const strategies = {
  auto: (bids) => (bids.bidders.count < WORTH_INDEXING ? new FullScan(bids) : new BidIndex(bids)),
  scan: (bids) => new FullScan(bids),
  index: (bids) => new BidIndex(bids),
} satisfies Record<string, (bids: BidFunctions) => WinnerDetermination>;
