import { pipeline, Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { type CsvRecord, CsvRow, cellProblem } from './csv-row.js';
import { InputError, type Problem } from './input-error.js';
import type { InputFile } from './input-file.js';
import { suggestion } from './nearest.js';

/** The columns that a CSV file may have; any other is refused. */
export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

/**
 * The rows of a CSV file (RFC 4180: comma, double quotes; UTF-8, with or without a byte order mark; LF, CRLF
 * or CR) whose first line names its columns, in any order. Rows are read as they are asked for; empty lines
 * are passed over.
 *
 * @throws InputError, with file, line and column, at a header that does not fit `columns`, a row with too few
 * or too many cells, or a quote out of place
 */
export async function* readCsv(input: InputFile, columns: CsvColumns): AsyncGenerator<CsvRow> {
  let header: ReadonlyMap<string, number> | undefined;
  for await (const record of readRecords(input)) {
    if (header === undefined) {
      header = readHeader(record, columns);
    } else {
      checkLength(record, header.size);
      yield new CsvRow(record, header);
    }
  }
  if (header !== undefined) return;
  const hint = `the first line names the columns: ${[...columns.required, ...(columns.optional ?? [])].join(', ')}`;
  throw new InputError({ file: input.path, line: 1, column: 1, message: 'the file is empty', hint });
}

/** Records with their positions. Lines are counted here: the parser counts a CRLF within quotes twice. */
async function* readRecords(input: InputFile): AsyncGenerator<CsvRecord> {
  let line = 1;
  const options: Options<unknown> = {
    bom: true,
    raw: true,
    trim: true,
    relax_column_count: true,
    on_record: (parsed) => {
      const { raw, record } = parsed as { raw: string; record: string[] };
      const first = line;
      line += raw.includes('"') ? raw.split(/\r\n|\r|\n/).length - 1 : 1;
      return raw.trim() === '' ? null : { file: input.path, line: first, raw, cells: record };
    },
  };
  const parser = parse(options as Options);
  // The iteration below reports every error of the pipeline: it ends by one.
  pipeline(Readable.from(input.chunks()), parser, () => {});
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    throw error instanceof CsvError ? syntaxError(error, input.path, line) : error;
  }
}

function syntaxError(error: CsvError, file: string, line: number): InputError {
  const { raw = '', column = 0 } = error as CsvError & { raw?: string; column?: number };
  const message = `not valid CSV: ${error.message.replace(/^[^:]*: /, '').replace(/ at line \d+/, '')}`;
  const hint = 'a cell with a quote or a comma is written in double quotes, a quote within it twice';
  return new InputError(cellProblem({ file, line, raw, cells: [] }, column, message, hint));
}

function readHeader(record: CsvRecord, { required, optional = [] }: CsvColumns): ReadonlyMap<string, number> {
  const known = [...required, ...optional];
  const header = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, name] of record.cells.entries()) {
    if (!known.includes(name)) {
      problems.push(cellProblem(record, index, `unknown column '${name}'`, suggestion(name, known)));
    } else if (header.has(name)) {
      problems.push(cellProblem(record, index, `column '${name}' is there twice`, 'remove one of them'));
    } else {
      header.set(name, index);
    }
  }
  for (const name of required.filter((column) => !header.has(column))) {
    const hint = `the first line names the columns: ${known.join(', ')}`;
    problems.push(cellProblem(record, record.cells.length, `no column '${name}'`, hint));
  }
  if (problems.length > 0) throw new InputError(problems);
  return header;
}

function checkLength(record: CsvRecord, length: number): void {
  const { cells } = record;
  if (cells.length === length) return;
  const message = `${cells.length} cells in a row, ${length} in the header`;
  throw new InputError(cellProblem(record, Math.min(cells.length, length), message));
}
