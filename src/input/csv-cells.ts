/** What is wrong with the text of a record. */
export interface CsvFault {
  /** Offset at which it shows. */
  readonly at: number;
  readonly message: string;
  /** Whether a quoted cell goes on in the next line. */
  readonly isOpen: boolean;
}

/**
 * The cells of one record (RFC 4180: comma, double quotes), or what is wrong with it. Blanks around cells do not count, those
 * within quotes do. O(length).
 */
export function csvCells(record: string): string[] | CsvFault {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    at = afterBlanks(record, at);
    if (record[at] === '"') {
      const close = closingQuote(record, at);
      if (close < 0) return { at, message: 'a quote is never closed', isOpen: true };
      cells.push(record.slice(at + 1, close).replaceAll('""', '"'));
      at = afterBlanks(record, close + 1);
      if (at < record.length && record[at] !== ',') {
        return { at, message: 'a quoted cell goes on after its quote', isOpen: false };
      }
    } else {
      const comma = record.indexOf(',', at);
      const end = comma < 0 ? record.length : comma;
      const cell = record.slice(at, end);
      const quote = cell.indexOf('"');
      if (quote >= 0) {
        return {
          at: at + quote,
          message: 'a quote within a cell that does not begin with one',
          isOpen: false,
        };
      }
      cells.push(cell.trimEnd());
      at = end;
    }
    if (at >= record.length) return cells;
  }
}

function afterBlanks(record: string, from: number): number {
  let at = from;
  while (record[at] === ' ' || record[at] === '\t') at++;
  return at;
}

/** Offset of the quote that closes the cell that opens at `open`: one that is not doubled. −1 where there is none. */
function closingQuote(record: string, open: number): number {
  let quote = record.indexOf('"', open + 1);
  while (quote >= 0 && record[quote + 1] === '"') quote = record.indexOf('"', quote + 2);
  return quote;
}
