import { Adaptive } from './adaptive.js';
import { BidIndex } from './bid-index.js';
import type { BidFunctions } from './bids.js';
import { FullScan } from './full-scan.js';
import type { WinnerDetermination } from './winner-determination.js';

/** Fewer servers are scanned faster than looked up, when they are loaded (docs/performance.md). */
const WORTH_INDEXING = 320;
/** So many are worth it where each bid that is evaluated costs a network. */
const WORTH_INDEXING_ADJUSTED = 100;

/** How the two lowest bids are found, by the name that a scenario gives it. All find the same, to the bit. */
export const strategies = {
  auto: fastest,
  scan: (bids) => new FullScan(bids),
  index: (bids) => new BidIndex(bids),
} satisfies Record<string, (bids: BidFunctions) => WinnerDetermination>;

function fastest(bids: BidFunctions): WinnerDetermination {
  const { adjustment, bidders, lies } = bids;
  // What liars say follows no line that an index could bound.
  if (lies) return new FullScan(bids);
  if (bidders.count < (adjustment ? WORTH_INDEXING_ADJUSTED : WORTH_INDEXING)) return new FullScan(bids);
  // A scan that evaluates a network for every server is never faster.
  return adjustment ? new BidIndex(bids) : new Adaptive(bids);
}
