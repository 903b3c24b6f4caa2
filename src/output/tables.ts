import { auctionsTable } from './tables/auctions.js';
import { bidsTable } from './tables/bids.js';
import { roundsTable } from './tables/rounds.js';
import { serversTable } from './tables/servers.js';

/** Every table that a run can write, by the kind of record that is its row. */
export const tables = {
  auction: auctionsTable,
  round: roundsTable,
  server: serversTable,
  bid: bidsTable,
} as const;
