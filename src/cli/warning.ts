import { styleText } from 'node:util';
import { harmlessLines } from '../input/harmless.js';
import type { DecidingDefaults } from '../scenario/deciding-defaults.js';
import { printError } from './print.js';

/** Prints lines on stderr that are no warnings: what one should know of what is asked for. */
export function printNotes(notes: readonly string[]): void {
  for (const note of notes) printError(`note: ${harmlessLines(note, '  ')}\n`);
}

/** Warns of defaults that decide what comes of a command, also where nothing else is shown. */
export function warnOfDefaults({ notes }: DecidingDefaults): void {
  for (const note of notes) printWarning(note);
}

/** Prints a warning on stderr; lines after its first are indented. */
export function printWarning(message: string): void {
  printError(
    `${styleText('yellow', 'warning', { stream: process.stderr })}: ${harmlessLines(message, '  ')}\n`,
  );
}
