import type { Column } from '../column.js';
import type { TableWriter } from '../table-writer.js';
import { TextFile } from '../text-file.js';

/**
 * Comma-separated text (RFC 4180 quoting, `\n` line ends) under a line of column names. Numbers are the shortest
 * text that reads back as the same number; `NaN` is an empty cell.
 */
export function csv<Row>(path: string, columns: readonly Column<Row>[]): TableWriter<Row> {
  const file = new TextFile(path);
  file.append(`${columns.map((column) => quoted(column.name)).join(',')}\n`);
  return {
    write(row) {
      let line = '';
      for (let i = 0; i < columns.length; i++) {
        const value = columns[i]!.value(row);
        if (i > 0) line += ',';
        if (typeof value === 'string') line += quoted(value);
        else if (!Number.isNaN(value)) line += value;
      }
      file.append(`${line}\n`);
    },
    close: () => file.close(),
  };
}

/** A whole table as such text, from cells of any kind: an empty cell for null and NaN, JSON for what is no text and no number. */
export function csvText(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const lines = [columns, ...rows].map((row) => row.map((value) => quoted(textOf(value))).join(','));
  return lines.map((line) => `${line}\n`).join('');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
