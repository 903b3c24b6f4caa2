import { gzipSync } from 'node:zlib';
import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { namingFaults } from '../../input/named-fault.js';
import type { Column, ColumnType } from '../column.js';
import type { TableWriter } from '../table-writer.js';

const rowsInGroup = 100_000;

/**
 * How each type is stored. Encodings are explicit, because probing for one halves the speed; splitting doubles into
 * byte streams lets a fast gzip find their common high bytes.
 */
const storage = {
  integer: { type: 'INT32', encoding: 'DELTA_BINARY_PACKED' },
  'wide integer': { type: 'INT64', encoding: 'DELTA_BINARY_PACKED' },
  number: { type: 'DOUBLE', encoding: 'BYTE_STREAM_SPLIT' },
  text: { type: 'STRING', encoding: 'RLE_DICTIONARY' },
} as const satisfies Record<ColumnType, Pick<ColumnSource, 'type' | 'encoding'>>;

/**
 * Apache Parquet, gzip, in groups of 100,000 rows. An empty cell is null: any number may have none, and an
 * optional integer.
 */
export function parquet<Row>(path: string, columns: readonly Column<Row>[]): TableWriter<Row> {
  const group = new RowGroup(columns);
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: group.sources() }),
    codec: 'GZIP',
    compressors: { GZIP: (bytes) => gzipSync(bytes, { level: 1 }) },
    createdBy: 'vickrey',
  });
  const flush = () => {
    const columnData = group.sources().map(({ type: _, nullable: __, ...source }) => source);
    namingFaults(path, () => writer.write({ columnData, rowGroupSize: rowsInGroup }));
    group.length = 0;
  };
  return {
    write(row) {
      group.add(row);
      if (group.length === rowsInGroup) flush();
    },
    close() {
      flush();
      namingFaults(path, () => writer.finish());
    },
  };
}

/** The rows of the group that is being gathered, column by column. */
class RowGroup<Row> {
  length = 0;
  readonly #columns: readonly Column<Row>[];
  readonly #cells: (Float64Array | string[])[];

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns;
    this.#cells = columns.map(({ type }) => (type === 'text' ? [] : new Float64Array(rowsInGroup)));
  }

  add(row: Readonly<Row>): void {
    for (let i = 0; i < this.#columns.length; i++) {
      this.#cells[i]![this.length] = this.#columns[i]!.value(row);
    }
    this.length++;
  }

  sources(): ColumnSource[] {
    return this.#columns.map((column, i) => {
      const nullable = column.type === 'number' || (column.type !== 'text' && column.optional === true);
      const cells = this.#cells[i]!.slice(0, this.length);
      const data = nullable ? withNulls(cells as Float64Array) : cells;
      return { name: column.name, data, nullable, ...storage[column.type] };
    });
  }
}

/** The same cells where none is empty: most columns, most of the time. */
function withNulls(cells: Float64Array): Float64Array | (number | null)[] {
  return cells.some(Number.isNaN) ? Array.from(cells, (cell) => (Number.isNaN(cell) ? null : cell)) : cells;
}
