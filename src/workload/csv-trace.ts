import { readCsv } from '../input/csv.js';
import type { CsvRow } from '../input/csv-row.js';
import { InputFile } from '../input/input-file.js';
import { slaClasses, type Trace } from './trace.js';
import { type OptionalColumn, TraceBuilder } from './trace-builder.js';

const OPTIONAL = ['sla', 'complexity', 'latency'] as const;

/**
 * CSV with the columns `time` (≥ 0) and `load` (> 0) and, optionally, `sla` (gold, silver, bronze),
 * `complexity` (> 0) and `latency` (≥ 0); units are the file's own, and times count from 0, not from the
 * first row. No number is above 1e12, and none that must be above 0 is below 1e-12. A column that is there has a
 * value in every row.
 */
export async function csv(path: string, name: string): Promise<Trace> {
  const input = new InputFile(path);
  let builder: TraceBuilder | undefined;
  let optional: readonly OptionalColumn[] = [];
  for await (const row of readCsv(input, { required: ['time', 'load'], optional: OPTIONAL })) {
    if (builder === undefined) {
      optional = OPTIONAL.filter((column) => row.hasColumn(column));
      builder = new TraceBuilder(optional);
    }
    const time = row.number('time', 'non-negative');
    const load = row.number('load', 'positive');
    builder.add(
      Object.assign({ time, load }, ...optional.map((column) => ({ [column]: cell(row, column) }))),
    );
  }
  return (builder ?? new TraceBuilder()).build(input, name);
}

function cell(row: CsvRow, column: OptionalColumn): number {
  if (column === 'sla') return row.oneOf('sla', slaClasses);
  return row.number(column, column === 'complexity' ? 'positive' : 'non-negative');
}
