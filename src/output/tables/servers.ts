import type { ServerRecord } from '../../systems/records.js';
import { columnsOf, type Table } from '../column.js';

/** One row a recorded server and recorded round. */
export const serversTable: Table<ServerRecord> = {
  name: 'servers',
  columns: columnsOf<ServerRecord>({
    round: 'integer',
    server: 'integer',
    load: 'number',
    sensitivity: 'number',
    ratio: 'number',
    shapley: 'number',
    shapley_error: 'number',
    revenue: 'number',
    cost: 'number',
    utility: 'number',
  }),
};
