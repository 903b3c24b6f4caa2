import { styleText } from 'node:util';

/** Prints lines on stderr that are no warnings: what one should know of what is asked for. */
export function printNotes(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`note: ${note}\n`);
}

/** Prints one line on stderr. */
export function printWarning(message: string): void {
  process.stderr.write(`${styleText('yellow', 'warning', { stream: process.stderr })}: ${message}\n`);
}
