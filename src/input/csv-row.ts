import { decimal } from './decimal.js';
import { quoted, shortened } from './harmless.js';
import type { Problem } from './input-error.js';
import { magnitudeFault } from './magnitude.js';
import { suggestion } from './nearest.js';
import { RowRefusal } from './row-refusal.js';

/** The sign that a cell must have. */
type Sign = 'positive' | 'non-negative';

/** The text of one record, of which cell positions are worked out only when something is wrong. */
export interface CsvRecord {
  readonly file: string;
  /** Line of its first character, 1-based. */
  readonly line: number;
  /** As in the file, with quotes; lines within it end with LF. */
  readonly raw: string;
  readonly cells: readonly string[];
}

/**
 * The row of a CSV file that is being read: the same object for every row. Cells are read by the name of their column,
 * blanks around them do not count.
 */
export class CsvRow {
  /** @param header - places of columns in a record, from 0 */
  constructor(
    private record: CsvRecord,
    private readonly header: ReadonlyMap<string, number>,
  ) {}

  /** Makes it the row of another record. */
  moveTo(record: CsvRecord): void {
    this.record = record;
  }

  /** Line of its first character, 1-based. */
  get line(): number {
    return this.record.line;
  }

  /** Whether the file has such a column. */
  hasColumn(column: string): boolean {
    return this.header.has(column);
  }

  /** The text of a cell; empty where the file has no such column. */
  text(column: string): string {
    const index = this.header.get(column);
    return index === undefined ? '' : this.record.cells[index]!;
  }

  /**
   * A decimal number from −1e12 to 1e12; a positive one from 1e-12, a non-negative one from 0.
   *
   * @param hint - what to do where it is not
   * @throws RowRefusal at the cell
   */
  number(column: string, sign?: Sign, hint?: string): number {
    const text = this.text(column);
    const value = decimal(text);
    if (value === undefined) throw this.noNumber(column, text);
    const below0 = sign === 'non-negative' && value < 0;
    const fault = below0 ? 'must be at least 0' : magnitudeFault(value, sign === 'positive');
    if (fault !== undefined)
      throw this.refusal(column, fault, { got: shortened(text), ...(hint !== undefined && { hint }) });
    return value;
  }

  /** The index in `names` of the name that the cell holds. @throws RowRefusal at the cell */
  oneOf(column: string, names: readonly string[]): number {
    const text = this.text(column);
    const index = names.indexOf(text);
    if (index >= 0) return index;
    const hint = suggestion(text, names);
    throw this.refusal(column, `must be one of ${names.join(', ')}`, { got: quoted(text), hint });
  }

  /** The error of a cell that must hold a number. */
  noNumber(column: string, text: string): RowRefusal {
    return this.refusal(column, 'must be a number', { got: text === '' ? 'nothing' : quoted(text) });
  }

  /**
   * The error that says what is wrong with a cell, and where it is.
   *
   * @param what - must be, in words that hold for any row
   * @param found.got - what this row has
   */
  refusal(column: string, what: string, found: { got?: string; hint?: string } = {}): RowRefusal {
    const { got, hint } = found;
    const message = `${column}: ${what}`;
    const index = this.header.get(column) ?? 0;
    const withGot = got === undefined ? message : `${message}, got ${got}`;
    return new RowRefusal(cellProblem(this.record, index, withGot, hint), message);
  }
}

/** A problem at the cell of number `index`; past the last cell, at the end of the record. */
export function cellProblem(
  record: CsvRecord,
  index: number,
  message: string,
  hint?: string,
): Problem & { line: number } {
  return problemAt(record, cellStart(record.raw, index), message, hint);
}

/** A problem at an offset in the text of a record. */
export function problemAt(
  { file, line, raw }: CsvRecord,
  offset: number,
  message: string,
  hint?: string,
): Problem & { line: number } {
  const before = raw.slice(0, offset).split('\n');
  const column = before.at(-1)!.length + 1;
  return { file, line: line + before.length - 1, column, message, hint };
}

/** Offset at which the text of a cell begins. */
function cellStart(raw: string, index: number): number {
  let quoted = false;
  let separators = 0;
  let start = 0;
  for (let i = 0; i < raw.length && separators < index; i++) {
    if (raw[i] === '"') quoted = !quoted;
    if (raw[i] !== ',' || quoted) continue;
    separators++;
    start = i + 1;
  }
  if (separators < index) return raw.length;
  return start + /^[ \t]*/.exec(raw.slice(start))![0].length;
}
