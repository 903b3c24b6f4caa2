/**
 * What a cell holds; an `integer` is exact in 32 bits unless the column says `wide`. A `number` that is `NaN` is an empty cell.
 */
export type ColumnType = 'integer' | 'wide integer' | 'number' | 'text';

export interface NumericColumn<Row> {
  readonly name: string;
  readonly type: 'integer' | 'wide integer' | 'number';
  /** Whether an integer may be missing: `NaN`. A number always may. */
  readonly optional?: boolean;
  value(row: Readonly<Row>): number;
}

export interface TextColumn<Row> {
  readonly name: string;
  readonly type: 'text';
  value(row: Readonly<Row>): string;
}

/** One column of a table: its name in the file, and how to read a cell off a record. */
export type Column<Row> = NumericColumn<Row> | TextColumn<Row>;

/** A table that a run writes: the name of its files, and its columns in their order. */
export interface Table<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
}

/** One column for every field of an all-numeric record, named after it; the order is that of `fields`. */
export function columnsOf<Row extends { [Field in keyof Row]: number }>(
  fields: {
    [Field in keyof Row]: 'integer' | 'wide integer' | 'number';
  },
): Column<Row>[] {
  return (Object.keys(fields) as (keyof Row & string)[]).map((name) => ({
    name,
    type: fields[name],
    value: (row) => row[name],
  }));
}
