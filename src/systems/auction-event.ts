import { type AuctionRecord, type AuctionStatus, auctionStatuses } from './records.js';

/** An auction as summary and ledger hold it: a copy of its own, with words for codes. */
export interface AuctionEvent {
  auction: number;
  time: number;
  task: number;
  load: number;
  /** `null` where the task was not sold. */
  winner: number | null;
  partners: number[];
  /** Both are `null` where nobody has bid: a balancer places the task, or all servers are under repair. */
  winningBid: number | null;
  secondPrice: number | null;
  payment: number;
  status: AuctionStatus;
}

/** Copies a record, its keys in the order of the interface. */
export function auctionEvent(record: Readonly<AuctionRecord>): AuctionEvent {
  return {
    auction: record.auction,
    time: record.time,
    task: record.task,
    load: record.load,
    winner: record.winner < 0 ? null : record.winner,
    partners: Array.from(record.partners.subarray(0, record.partnerCount)),
    winningBid: priceOrNull(record.winningBid),
    secondPrice: priceOrNull(record.secondPrice),
    payment: record.payment,
    status: auctionStatuses[record.status]!,
  };
}

function priceOrNull(price: number): number | null {
  return Number.isNaN(price) ? null : price;
}
