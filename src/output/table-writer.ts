import type { Column } from './column.js';

/** Takes the rows of one table, one after another. The row may be reused by its owner after the call. */
export interface TableWriter<Row> {
  write(row: Readonly<Row>): void;
  /** Writes what is buffered and lets go of the file. */
  close(): void;
}

/** Opens a new file at `path` for rows of these columns. Throws what the file system throws. */
export type TableFormat = <Row>(path: string, columns: readonly Column<Row>[]) => TableWriter<Row>;
