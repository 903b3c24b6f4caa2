import { csv } from './formats/csv.js';
import { parquet } from './formats/parquet.js';
import type { TableFormat } from './table-writer.js';

/** Every format of tables, by its name, which is also the extension of its files. */
export const tableFormats = { csv, parquet } satisfies Record<string, TableFormat>;

export type TableFormatName = keyof typeof tableFormats;
