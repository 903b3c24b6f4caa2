import type { RoundRecord } from '../../systems/records.js';
import { columnsOf, type Table } from '../column.js';

/** One row a round. */
export const roundsTable: Table<RoundRecord> = {
  name: 'rounds',
  columns: columnsOf<RoundRecord>({
    round: 'integer',
    time: 'number',
    tasks: 'integer',
    reserve: 'number',
    fairness: 'number',
    welfare: 'number',
    jain: 'number',
    gini: 'number',
    utilisation: 'number',
    load: 'number',
    assigned: 'integer',
    coalition: 'integer',
    above_reserve: 'integer',
    retried: 'integer',
    rejected: 'integer',
    mean_winning_bid: 'number',
    mean_second_price: 'number',
    payments: 'number',
    completed: 'integer',
    unfinished: 'integer',
    sla_violations_gold: 'integer',
    sla_violations_silver: 'integer',
    sla_violations_bronze: 'integer',
    prediction_error: 'number',
  }),
};
