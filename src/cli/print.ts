import { harmlessLines } from '../input/harmless.js';

/** What our own emphasis is on a terminal: bold, dim, red and yellow, and their ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the control characters that may pass
const STYLE = /(\x1b\[(?:1|2|22|31|33|39)m)/;

/**
 * Writes a text for people on stdout. Every text from outside that is part of it must be harmless by itself; this is
 * the net below: no control character but a line feed and our own emphasis passes.
 */
export function print(text: string): void {
  process.stdout.write(forPeople(text));
}

/** {@link print}, on stderr. */
export function printError(text: string): void {
  process.stderr.write(forPeople(text));
}

/** Writes a table for programs on stdout: as it is to a file or a pipe, harmless where it is a terminal. */
export function printData(text: string): void {
  process.stdout.write(process.stdout.isTTY ? harmlessLines(text) : text);
}

/** Writes a value on stdout as JSON and a line feed, in one line or indented. */
export function printJson(value: unknown, indent?: number): void {
  process.stdout.write(`${jsonText(JSON.stringify(value, null, indent))}\n`);
}

/** Takes the progress bar that stands there off the line of a terminal. */
export function clearLine(): void {
  process.stderr.write('\r\x1b[K');
}

/** A JSON text with everything but ASCII that is no letter, mark, digit, sign or blank as an escape; its value is the same. */
export function jsonText(text: string): string {
  return text.replaceAll(/[^\n -~\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/gu, (character) =>
    character.split('').map(escaped).join(''),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function forPeople(text: string): string {
  return text
    .split(STYLE)
    .map((part, i) => (i % 2 === 1 ? part : harmlessLines(part)))
    .join('');
}
