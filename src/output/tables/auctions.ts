import { type AuctionRecord, auctionStatuses } from '../../systems/records.js';
import type { Table } from '../column.js';

/** One row an auction. `winner` is empty where the task was not sold; `partners` are joined by `;`. */
export const auctionsTable: Table<AuctionRecord> = {
  name: 'auctions',
  columns: [
    { name: 'auction', type: 'wide integer', value: (row) => row.auction },
    { name: 'time', type: 'number', value: (row) => row.time },
    { name: 'task', type: 'wide integer', value: (row) => row.task },
    { name: 'load', type: 'number', value: (row) => row.load },
    {
      name: 'winner',
      type: 'integer',
      optional: true,
      value: (row) => (row.winner < 0 ? Number.NaN : row.winner),
    },
    { name: 'partners', type: 'text', value: partnersOf },
    { name: 'winning_bid', type: 'number', value: (row) => row.winningBid },
    { name: 'second_price', type: 'number', value: (row) => row.secondPrice },
    { name: 'payment', type: 'number', value: (row) => row.payment },
    { name: 'status', type: 'text', value: (row) => auctionStatuses[row.status]! },
  ],
};

function partnersOf(row: Readonly<AuctionRecord>): string {
  return row.partnerCount === 0 ? '' : row.partners.subarray(0, row.partnerCount).join(';');
}
