import { BidIndex } from './bid-index.js';
import type { BidFunctions } from './bids.js';
import { FullScan } from './full-scan.js';
import type { LowestTwo, WinnerDetermination } from './winner-determination.js';

/** An index that looks at more than this share of the servers is slower than a scan. */
const WORTH = 1 / 4;
/** Auctions that are scanned before the index is tried again: at first, and at most. */
const SHORT = 64;
const LONG = 4096;

/**
 * The index, and a scan as long as the index would have to look at many of the servers: where many bid alike and noise
 * decides among them. What the last indexed auction looked at decides, and never the clock.
 */
export class Adaptive implements WinnerDetermination {
  private readonly index: BidIndex;
  private readonly scan: FullScan;
  private toScan = 0;
  private pause = SHORT;

  constructor(private readonly bids: BidFunctions) {
    this.index = new BidIndex(bids);
    this.scan = new FullScan(bids);
  }

  determine(taskLoad: number, out: LowestTwo): void {
    if (this.toScan > 0) {
      this.toScan--;
      this.scan.determine(taskLoad, out);
      return;
    }
    this.index.determine(taskLoad, out);
    if (this.index.visited <= WORTH * this.bids.bidders.count) {
      this.pause = SHORT;
      return;
    }
    this.toScan = this.pause;
    this.pause = Math.min(LONG, 2 * this.pause);
  }

  serverChanged(server: number): void {
    this.index.serverChanged(server);
  }
}
