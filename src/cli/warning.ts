import { styleText } from 'node:util';

/** Prints one line on stderr. */
export function printWarning(message: string): void {
  process.stderr.write(`${styleText('yellow', 'warning', { stream: process.stderr })}: ${message}\n`);
}
