import { styleText } from 'node:util';
import { CommanderError } from '@commander-js/extra-typings';
import { QueryEnded } from '../experiments/query-watch.js';
import { RunFailure } from '../experiments/run-failure.js';
import { faultInWords, remediesOf } from '../input/fault-in-words.js';
import { harmlessLines, quoted, shortenedLines } from '../input/harmless.js';
import { InputError } from '../input/input-error.js';
import { OwnCodeFailure } from '../market/own-code-failure.js';
import { knownPath } from '../storage/publishing.js';
import { lacksFiles, tooManyFiles } from './open-files.js';
import { printError } from './print.js';

/** What was asked for was done, but it found something wrong (a ledger that does not verify): exit code 1. */
export class NegativeVerdict extends Error {}

/** Nothing was found wrong, but something could not be told: exit code 3. */
export class NoVerdict extends NegativeVerdict {}

/** Results came from elsewhere that cannot be believed. */
export class DistrustedRuns extends Error {}

/** 0 done (help, version), 2 the input was refused, 3 nothing wrong but something undecided, 1 anything else. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof NoVerdict) return 3;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof InputError ? 2 : 1;
}

/** Says on stderr what went wrong. Commander has already said its own; a verdict was printed by its command. */
export function reportFailure(error: unknown): void {
  if (error instanceof CommanderError || error instanceof NegativeVerdict) return;
  printError(`${styleText('red', 'error', { stream: process.stderr })}: ${failureInWords(error)}\n`);
}

/** Errors whose message is all that there is to say. */
const saysItself = [OwnCodeFailure, DistrustedRuns, QueryEnded] as const;

/** Says on stderr what Commander says of arguments, of which it repeats any in quotes as they are. */
export function reportUsage(text: string): void {
  printError(shortenedLines(text.replaceAll(/'[^']{61,}'/g, (argument) => quoted(argument.slice(1, -1)))));
}

/** What went wrong, harmless for a terminal. */
export function failureInWords(error: unknown): string {
  // Its problems are short, each by itself.
  return error instanceof InputError ? harmlessLines(error.message) : shortenedLines(atLength(error));
}

/** One line for what the system refused, with the file where it is known; a stack for bugs alone. */
function atLength(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (saysItself.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof RunFailure) return `${error.message}\n${error.cause.stack ?? error.cause.message}`;
  if (lacksFiles(error)) return tooManyFiles;
  if (error.name === 'ReplyError') return `the broker does not do what it is asked: ${error.message}`;
  if (!isSystemError(error)) return String(error.stack);
  const { path } = error;
  const where = path === undefined ? '' : `${knownPath(path)}: `;
  return [`${where}${faultInWords(error)}`, ...remediesOf(error)].join('\n  ');
}

/** Whether the operating system said no: a full disk, a missing right. Node's own errors have no number. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'errno' in error && typeof error.errno === 'number';
}
