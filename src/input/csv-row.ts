import { decimal } from './decimal.js';
import { InputError, type Problem } from './input-error.js';
import { magnitudeFault } from './magnitude.js';
import { suggestion } from './nearest.js';

/** The sign that a cell must have. */
type Sign = 'positive' | 'non-negative';

/** The text of one record, of which cell positions are worked out only when something is wrong. */
export interface CsvRecord {
  readonly file: string;
  /** Line of its first character, 1-based. */
  readonly line: number;
  /** As in the file, with quotes. */
  readonly raw: string;
  readonly cells: readonly string[];
}

/** One row of a CSV file; cells are read by the name of their column, blanks around them do not count. */
export class CsvRow {
  constructor(
    private readonly record: CsvRecord,
    private readonly header: ReadonlyMap<string, number>,
  ) {}

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
   * @throws InputError at the cell
   */
  number(column: string, sign?: Sign): number {
    const text = this.text(column);
    const value = decimal(text);
    if (value === undefined)
      throw this.refusal(column, `must be a number, got ${text === '' ? 'nothing' : `'${text}'`}`);
    const below0 = sign === 'non-negative' && value < 0;
    const fault = below0 ? 'must be at least 0' : magnitudeFault(value, sign === 'positive');
    if (fault !== undefined) throw this.refusal(column, `${fault}, got ${text}`);
    return value;
  }

  /** The index in `names` of the name that the cell holds. @throws InputError at the cell */
  oneOf(column: string, names: readonly string[]): number {
    const text = this.text(column);
    const index = names.indexOf(text);
    if (index >= 0) return index;
    throw this.refusal(column, `must be one of ${names.join(', ')}, got '${text}'`, suggestion(text, names));
  }

  /** The error that says what is wrong with a cell, and where it is. */
  refusal(column: string, message: string, hint?: string): InputError {
    return new InputError(
      cellProblem(this.record, this.header.get(column) ?? 0, `${column}: ${message}`, hint),
    );
  }
}

/** A problem at the cell of number `index`; past the last cell, at the end of the record. */
export function cellProblem(record: CsvRecord, index: number, message: string, hint?: string): Problem {
  const before = record.raw.slice(0, cellStart(record.raw, index)).split(/\r\n|\r|\n/);
  const column = before.at(-1)!.length + 1;
  return { file: record.file, line: record.line + before.length - 1, column, message, hint };
}

/** Offset at which the text of a cell begins. */
function cellStart(raw: string, index: number): number {
  const record = raw.replace(/[\r\n]+$/, '');
  let quoted = false;
  let separators = 0;
  let start = 0;
  for (let i = 0; i < record.length && separators < index; i++) {
    if (record[i] === '"') quoted = !quoted;
    if (record[i] !== ',' || quoted) continue;
    separators++;
    start = i + 1;
  }
  if (separators < index) return record.length;
  return start + /^[ \t]*/.exec(record.slice(start))![0].length;
}
