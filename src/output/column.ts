/** What a cell holds; an `integer` is exact in 32 bits unless the column says `wide`. */
export type ColumnType = 'integer' | 'wide integer' | 'number' | 'text';

interface NumericColumn<Row> {
  readonly name: string;
  readonly type: 'integer' | 'wide integer' | 'number';
  /** Whether a cell may be empty; its value is then `NaN`. */
  readonly optional?: boolean;
  value(row: Readonly<Row>): number;
}

interface TextColumn<Row> {
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

/** `'number?'` is a number that may be `NaN`, written as an empty cell. */
type FieldType = 'integer' | 'wide integer' | 'number' | 'number?';

/** One column for every field of an all-numeric record, named after it; the order is that of `fields`. */
export function columnsOf<Row extends { [Field in keyof Row]: number }>(
  fields: {
    [Field in keyof Row]: FieldType;
  },
): Column<Row>[] {
  return (Object.keys(fields) as (keyof Row & string)[]).map((name) => {
    const field: FieldType = fields[name];
    const type = field === 'number?' ? 'number' : field;
    return { name, type, optional: field === 'number?', value: (row) => row[name] };
  });
}
