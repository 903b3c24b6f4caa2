import { type CsvFault, csvCells } from './csv-cells.js';
import { type CsvColumns, JSON_HINT, looksLikeJson, readHeader } from './csv-header.js';
import { type CsvRecord, CsvRow, cellProblem, problemAt } from './csv-row.js';
import { InputError } from './input-error.js';
import { RowRefusal } from './row-refusal.js';

/** A text of lines. */
interface Lines {
  /** As errors show it. */
  readonly path: string;
  lines(): AsyncIterable<readonly string[]>;
}

/** What becomes of the rows of a file. */
export interface CsvReader {
  /** Takes the next row, which is valid until it returns. */
  row(row: CsvRow): void;
  /** Takes what is wrong with a row; where it is absent, that refuses the file. */
  refused?(refusal: RowRefusal): void;
}

/** What a file has besides what was read. */
export interface CsvRest {
  /** Columns that nobody asked for, by their names, or as `column 3` where the file does not name them. */
  readonly unread: readonly string[];
}

/**
 * Hands over the rows of a CSV file (RFC 4180: comma, double quotes) whose first line names its columns, in any order, as they
 * are read. Empty lines are passed over. A line end within quotes, of whatever kind, is read as LF.
 *
 * @throws InputError, with file, line and column, at a header that does not fit `columns`, a row with too few
 * or too many cells, or a quote out of place
 */
export async function readCsv(file: Lines, columns: CsvColumns, reader: CsvReader): Promise<CsvRest> {
  const rows = new Rows(file.path, columns, reader);
  for await (const lines of file.lines()) for (const line of lines) rows.addLine(line);
  return rows.finish();
}

/** Makes rows of lines. */
class Rows {
  private line = 0;
  /** The lines of a record that has not ended, and the number of its first. */
  private open: { readonly first: number; readonly lines: string[] } | undefined;
  private header: { row: CsvRow; cells: number; unread: readonly string[] } | undefined;

  constructor(
    private readonly file: string,
    private readonly columns: CsvColumns,
    private readonly reader: CsvReader,
  ) {}

  addLine(text: string): void {
    this.line++;
    if (this.open) this.goOn(text);
    else if (text.includes('"')) this.addQuoted(text, this.line);
    else if (text.trim() !== '') this.add(this.record(text, this.line, plainCells(text)));
  }

  finish(): CsvRest {
    if (this.open) {
      const { first, lines } = this.open;
      const text = lines.join('\n');
      const fault = csvCells(text) as CsvFault;
      throw new InputError(this.syntaxProblem(text, first, fault));
    }
    if (this.header) return { unread: this.header.unread };
    const { required, optional = [] } = this.columns;
    const hint = `the first line names the columns: ${[...required, ...optional].join(', ')}`;
    throw new InputError({ file: this.file, line: 1, column: 1, message: 'the file is empty', hint });
  }

  /** Adds a line to a record of which a quote is open. Only an odd number of quotes can close it. */
  private goOn(text: string): void {
    const { first, lines } = this.open!;
    lines.push(text);
    if (text.split('"').length % 2 === 1) return;
    this.open = undefined;
    this.addQuoted(lines.join('\n'), first);
  }

  private addQuoted(text: string, first: number): void {
    const cells = csvCells(text);
    if (Array.isArray(cells)) this.add(this.record(text, first, cells));
    else if (cells.isOpen) this.open = { first, lines: [text] };
    else this.refuseSyntax(text, first, cells);
  }

  private refuseSyntax(text: string, line: number, fault: CsvFault): void {
    const problem = this.syntaxProblem(text, line, fault);
    const isRow = this.header !== undefined || this.columns.header === false;
    if (!isRow) throw new InputError(problem);
    this.refuse(new RowRefusal(problem, `not valid CSV: ${fault.message}`));
  }

  private record(raw: string, line: number, cells: readonly string[]): CsvRecord {
    return { file: this.file, line, raw, cells };
  }

  private syntaxProblem(raw: string, line: number, { at, message }: CsvFault) {
    const hint =
      this.header === undefined && looksLikeJson(raw)
        ? JSON_HINT
        : 'a cell with a quote or a comma is written in double quotes, a quote within it twice';
    return problemAt(this.record(raw, line, []), at, `not valid CSV: ${message}`, hint);
  }

  private add(record: CsvRecord): void {
    if (this.header === undefined) {
      const { places, unread } = readHeader(record, this.columns);
      this.header = { row: new CsvRow(record, places), cells: record.cells.length, unread };
      if (this.columns.header ?? true) return;
    }
    const { cells, row } = this.header;
    if (record.cells.length !== cells) return this.refuse(this.wrongLength(record, cells));
    row.moveTo(record);
    if (this.reader.refused === undefined) return this.reader.row(row);
    try {
      this.reader.row(row);
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      this.refuse(error);
    }
  }

  private wrongLength(record: CsvRecord, length: number): RowRefusal {
    const { cells } = record;
    const whole = (this.columns.header ?? true) ? 'the header' : 'the first';
    const message = `${cells.length} cells in a row, ${length} in ${whole}`;
    return new RowRefusal(cellProblem(record, Math.min(cells.length, length), message), message);
  }

  private refuse(refusal: RowRefusal): void {
    if (this.reader.refused === undefined) throw refusal;
    this.reader.refused(refusal);
  }
}

/** The cells of a record without quotes; what `csvCells` makes of it, sooner. */
function plainCells(text: string): string[] {
  const cells = text.split(',');
  for (let i = 0; i < cells.length; i++) cells[i] = cells[i]!.trim();
  return cells;
}
