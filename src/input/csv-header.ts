import { type CsvRecord, cellProblem } from './csv-row.js';
import { decimal } from './decimal.js';
import { quoted } from './harmless.js';
import { InputError, mostShown, type Problem } from './input-error.js';
import { suggestion } from './nearest.js';

/** The columns of a CSV file that are read. */
export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Whether the file may have others; by default they are refused, as what may be a slip of an optional one. */
  readonly others?: boolean;
  /** Whether the first line names the columns; by default it does. Where it does not, all are given by number. */
  readonly header?: boolean;
  /** How the file calls a column: by name, or by number from 1. */
  readonly mapped?: Readonly<Record<string, string | number>> | undefined;
  /** Columns of which several may be the same one of the file; by default none may. */
  readonly shared?: readonly string[];
  /** The setting that maps columns, for hints. */
  readonly setting?: string;
}

/** Where columns are in a record. */
interface CsvHeader {
  /** From 0, by the names that `CsvColumns` has. */
  readonly places: ReadonlyMap<string, number>;
  /** Names of the columns that are not read. */
  readonly unread: readonly string[];
}

/** Names that a hint lists, at most. */
const MOST_NAMES = 20;

/**
 * Finds the columns in the first record of a file.
 *
 * @throws InputError at each column that is unknown, asked for and there twice, read as two others, or missing
 */
export function readHeader(record: CsvRecord, columns: CsvColumns): CsvHeader {
  const { required, optional = [], header = true } = columns;
  const names = header ? record.cells : record.cells.map((_, i) => `column ${i + 1}`);
  const places = new Map<string, number>();
  const problems: Problem[] = [];
  for (const column of [...required, ...optional]) {
    const wanted = columns.mapped?.[column];
    const found = placesOf(wanted ?? (header ? column : undefined), names);
    if (found.length > 0) places.set(column, found[0]!);
    if (found.length > 1) problems.push(twice(record, found[1]!));
    if (found.length > 0 || (wanted === undefined && optional.includes(column))) continue;
    problems.push(missing(record, names, column, columns));
  }
  problems.push(...readTwice(record, names, places, columns));
  const read = new Set(places.values());
  const unread = names.filter((_, place) => !read.has(place));
  if (!columns.others) problems.unshift(...unknown(record, read, columns));
  if (problems.length > 0) throw new InputError(problems);
  return { places, unread };
}

/** Places of a column, from 0. */
function placesOf(wanted: string | number | undefined, names: readonly string[]): number[] {
  if (wanted === undefined) return [];
  if (typeof wanted === 'number') return wanted <= names.length ? [wanted - 1] : [];
  return names.flatMap((name, place) => (name === wanted ? [place] : []));
}

function twice(record: CsvRecord, place: number): Problem {
  return cellProblem(
    record,
    place,
    `column ${quoted(record.cells[place]!)} is there twice`,
    'remove one of them',
  );
}

/** Columns of the file that are mapped to several of those that are read, which hold different things. */
function readTwice(
  record: CsvRecord,
  names: readonly string[],
  places: ReadonlyMap<string, number>,
  { header = true, setting, shared = [] }: CsvColumns,
): Problem[] {
  const only = shared.length > 0 ? `; only ${shared.join(' and ')} may be the same` : '';
  const hint = `${setting} gives each a column of its own${only}`;
  return [...new Set(places.values())].flatMap((place) => {
    const columns = [...places.keys()].filter((column) => places.get(column) === place);
    if (columns.length === 1 || columns.every((column) => shared.includes(column))) return [];
    const name = header ? `column ${quoted(names[place]!)}` : names[place]!;
    return [cellProblem(record, place, `${name} is read as ${columns.join(' and as ')}`, hint)];
  });
}

function unknown(
  record: CsvRecord,
  read: ReadonlySet<number>,
  { required, optional = [] }: CsvColumns,
): Problem[] {
  const known = [...required, ...optional];
  return [...record.cells.entries()]
    .filter(([place, name]) => !read.has(place) && !known.includes(name))
    .map(([place, name], i) => {
      // Of the others only their number is told: to find the place of a cell takes the length of the record.
      if (i >= mostShown) return { file: record.file, message: 'unknown column' };
      return cellProblem(record, place, `unknown column ${quoted(name)}`, suggestion(name, known));
    });
}

function missing(
  record: CsvRecord,
  names: readonly string[],
  column: string,
  { mapped, required, optional = [], header = true, setting }: CsvColumns,
): Problem {
  const wanted = mapped?.[column] ?? column;
  const what = typeof wanted === 'number' ? `no column ${wanted}` : `no column ${quoted(wanted)}`;
  const message = wanted === column ? what : `${what}, which ${setting}.${column} names`;
  if (setting === undefined) {
    const hint = `the first line names the columns: ${[...required, ...optional].join(', ')}`;
    return cellProblem(record, record.cells.length, message, hint);
  }
  const isJson = header && looksLikeJson(record.raw);
  const hint = isJson ? JSON_HINT : mappingHint(names, column, setting, header);
  return cellProblem(record, record.cells.length, message, hint);
}

/** Whether the text of a line begins as one of JSON does. */
export function looksLikeJson(line: string): boolean {
  return /^\s*[[{]/.test(line);
}

/** What to do about a file of JSON. */
export const JSON_HINT = 'the file seems to hold JSON: write it as CSV';

/** What to do where a file calls its columns otherwise. */
function mappingHint(names: readonly string[], column: string, setting: string, header: boolean): string {
  if (!header) return `the first line has ${names.length} cells; map one: ${setting}: { ${column}: 1 }`;
  const [only = ''] = names;
  if (names.length === 1 && /[;\t|]/.test(only)) return 'columns are separated by commas';
  const numbers = names.filter((name) => decimal(name) !== undefined).length;
  const byNumber = `set arrivals.header: false, and ${setting}: { ${column}: 1 }`;
  if (numbers === names.length) return `the first line names no columns: ${byNumber}`;
  const shown = names.slice(0, MOST_NAMES).map(quoted);
  const rest = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const byName = `the file has ${shown.join(', ')}${rest}; map one: ${setting}: { ${column}: NAME }`;
  return numbers > 0 ? `${byName}\nwhere the first line is a row, ${byNumber}` : byName;
}
