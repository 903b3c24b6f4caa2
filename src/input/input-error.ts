import { shortenedLines, shortenedPath } from './harmless.js';

/** Problems that are shown. */
export const mostShown = 100;

/** One thing that is wrong with an input, and where. */
export interface Problem {
  /** What is wrong, in plain words. */
  readonly message: string;
  /** The file as it was named, or the option that held the input (`--set path=value`). */
  readonly file?: string | undefined;
  /** 1-based. */
  readonly line?: number | undefined;
  /** 1-based, in characters (UTF-16 code units). */
  readonly column?: number | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
}

/**
 * An input that is refused. The message holds one line a problem, `file:line:column: what is wrong` without
 * the parts that are unknown, each followed by its hint on an indented line; lines of a message after its first are
 * indented too. Of more than 100 problems the others are counted. The message is harmless: whatever the input
 * holds, it can be shown on a terminal.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[]) {
    const list: readonly Problem[] = 'message' in problems ? [problems] : problems;
    const more = list.length - mostShown;
    const shown = list.slice(0, mostShown).map(inWords);
    super([...shown, ...(more > 0 ? [`… and ${more.toLocaleString('en')} more`] : [])].join('\n'));
    this.problems = list;
  }
}

function inWords({ file, line, column, message, hint }: Problem): string {
  const place = file === undefined ? undefined : shortenedPath(file);
  const where = [place, line, column].filter((part) => part !== undefined).join(':');
  return `${where === '' ? '' : `${where}: `}${shortenedLines(message, '  ')}${hint === undefined ? '' : `\n  ${shortenedLines(hint, '  ')}`}`;
}
