import { readCsv } from '../input/csv.js';
import type { CsvRow } from '../input/csv-row.js';
import { optionalColumns, TraceTask } from './trace-builder.js';
import type { TraceFormat } from './trace-format.js';
import type { TraceTimes } from './trace-times.js';

/** A layout of rows and columns: which there are, and how a row becomes a task. */
interface Layout extends Pick<TraceFormat, 'origin' | 'momentOf' | 'originForm'> {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Columns of which several may be the same one of the file. */
  readonly shared?: readonly string[];
  /** How the rows of one file become tasks. */
  tasks(times: TraceTimes): RowToTask;
}

/**
 * Writes the task of a row.
 *
 * @returns why the row is no task, where it is none
 * @throws RowRefusal at a cell that does not fit
 */
type RowToTask = (row: CsvRow, task: TraceTask) => string | undefined;

/** The format of CSV files of a layout. They may have other columns, which are not read. */
export function tableFormat({
  optional = [],
  required,
  shared = [],
  tasks: tasksOf,
  ...rest
}: Layout): TraceFormat {
  return {
    ...rest,
    columns: [...required, ...optional],
    async read({ file, refused, tasks, terms, times }) {
      const columns = {
        ...{ required, optional, shared, others: true, setting: 'arrivals.columns' },
        ...{ mapped: terms.columns, header: terms.header ?? true },
      };
      const toTask = tasksOf(times);
      let current: TraceTask | undefined;
      const { unread } = await readCsv(file, columns, {
        row(row) {
          if (current === undefined) {
            tasks.know(
              optionalColumns.filter((column) => optional.includes(column) && row.hasColumn(column)),
            );
            current = new TraceTask();
          }
          const reason = toTask(row, current);
          if (reason === undefined) tasks.add(current, row.line);
          else tasks.skip(reason, row.line);
        },
        refused,
      });
      return unread;
    },
  };
}
