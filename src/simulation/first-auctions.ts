import { auctionEvent } from '../systems/auction-event.js';
import type { AuctionRecord, Observer } from '../systems/records.js';
import type { Summary } from './summary.js';

/** Keeps the first `limit` auctions for the summary. */
export class FirstAuctions implements Observer {
  readonly name = 'first auctions';
  readonly list: Summary['firstAuctions'] = [];

  constructor(private readonly limit: number) {}

  auction(record: Readonly<AuctionRecord>): void {
    if (this.list.length === this.limit) return;
    this.list.push(auctionEvent(record));
  }
}
