import type { BidRecord } from '../../systems/records.js';
import { columnsOf, type Table } from '../column.js';

/** One row a bid: every server of every auction. */
export const bidsTable: Table<BidRecord> = {
  name: 'bids',
  columns: columnsOf<BidRecord>({ auction: 'wide integer', server: 'integer', bid: 'number' }),
};
