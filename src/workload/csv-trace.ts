import type { CsvRow } from '../input/csv-row.js';
import { decimal } from '../input/decimal.js';
import { shortened } from '../input/harmless.js';
import { tableFormat } from './table-format.js';
import { slaClasses } from './trace.js';
import { decimalMoment, type Moment, type TraceTimes } from './trace-times.js';

/**
 * CSV with the columns `time` and `load` (> 0) and, optionally, `sla` (gold, silver, bronze), `complexity` (> 0, a factor)
 * and `latency` (≥ 0, in the units of `time`); units are the file's own, and times count from 0, not from the first row,
 * unless `arrivals.origin` says otherwise. No number is above 1e12, times counted from the origin, and none that must be
 * above 0 is below 1e-12. A column that is there has a value in every row.
 */
export const csv = tableFormat({
  origin: 'zero',
  required: ['time', 'load'],
  optional: ['sla', 'complexity', 'latency'],
  // A requirement in proportion to the work: with a log of durations both are the duration.
  shared: ['load', 'latency'],
  momentOf: (origin) => decimalMoment(String(origin)),
  originForm: 'first, zero, or a number in the units of the column time',
  tasks: (times) => (row, task) => {
    readTime(row, times, task);
    task.load = row.number('load', 'positive');
    if (row.hasColumn('sla')) task.sla = row.oneOf('sla', slaClasses);
    if (row.hasColumn('complexity')) task.complexity = row.number('complexity', 'positive');
    if (row.hasColumn('latency')) task.latency = row.number('latency', 'non-negative');
    return undefined;
  },
});

const ELSEWHERE = 'times that count from elsewhere: set arrivals.origin, for example to first';

function readTime(row: CsvRow, times: TraceTimes, out: Moment): void {
  const text = row.text('time');
  const value = times.countFromZero ? row.number('time', 'non-negative', ELSEWHERE) : decimal(text);
  if (value === undefined) throw row.noNumber('time', text);
  times.readDecimal(text, value, out);
  const fault = times.fault(out);
  if (fault !== undefined) throw row.refusal('time', fault, { got: shortened(text) });
}
