import { Adaptive } from './adaptive.js';
import { BidIndex } from './bid-index.js';
import type { BidFunctions } from './bids.js';
import { FullScan } from './full-scan.js';
import { Screen } from './screen.js';
import type { WinnerDetermination } from './winner-determination.js';

/** Fewer servers are scanned faster than screened, and fewer than these screened faster than looked up (docs/performance.md). */
const WORTH_SCREENING = 48;
const WORTH_INDEXING = 8000;

/** How the two lowest bids are found, by the name that a scenario gives it. All find the same, to the bit. */
export const strategies = {
  auto: fastest,
  scan: (bids) => new FullScan(bids),
  screen: (bids) => new Screen(bids),
  index: (bids) => new BidIndex(bids),
} satisfies Record<string, (bids: BidFunctions) => WinnerDetermination>;

function fastest(bids: BidFunctions): WinnerDetermination {
  const { bidders, lies } = bids;
  // What liars say follows no line that could bound it.
  if (lies || bidders.count < WORTH_SCREENING) return new FullScan(bids);
  const indexed = (): WinnerDetermination => indexedOrScanned(bids);
  return bidders.count < WORTH_INDEXING ? new Adaptive(bidders, new Screen(bids), indexed) : indexed();
}

function indexedOrScanned(bids: BidFunctions): WinnerDetermination {
  const index = new BidIndex(bids);
  // A scan that evaluates a network for every server is never faster.
  return bids.adjustment ? index : new Adaptive(bids.bidders, index, () => new FullScan(bids));
}
