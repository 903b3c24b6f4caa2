/** What a mark that joins or selects glyphs may stand beside: nothing of ASCII, no blank, no control character. */
const LETTER = String.raw`[^\0-\x7f\p{C}\p{Z}]`;

/** Joiners between two letters, as Persian, Hindi and emoji have them, and one variation selector after what is seen. */
const WANTED = String.raw`(?<=${LETTER})[\u200c\u200d](?=${LETTER})|(?<=[^\p{C}\p{Z}\p{VS}])\p{VS}`;

/**
 * Control characters (C0, DEL, C1), separators of lines and paragraphs, lone surrogates, noncharacters, and whatever
 * else is invisible: bidi controls, zero-width characters, tags, fillers.
 */
const HARMFUL = new RegExp(String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{NChar}]|(?!${WANTED})[\p{Cf}\p{DI}]`, 'gu');

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Characters that are shown of a text within a sentence. */
const LONGEST = 60;

/** Characters that are shown of words that may be of several lines. */
const LONGEST_WORDS = 2000;

/** Longest path that is shown whole. */
const LONGEST_PLACE = 300;

/**
 * A text from outside in one line of visible characters, safe for a terminal and for XML: what a terminal would obey,
 * what turns the direction of writing, and what is invisible is written as an escape (`\x1b`, `\n`, `\u202e`,
 * `\u{e0041}`). Letters, marks and emoji of any script stay. O(length).
 */
export function harmless(text: string): string {
  return text.replaceAll(HARMFUL, escaped);
}

/** {@link harmless} line by line: line feeds stay, and `indent` follows each. */
export function harmlessLines(text: string, indent = ''): string {
  return text.split('\n').map(harmless).join(`\n${indent}`);
}

/** {@link harmlessLines}, and of a text longer than 2,000 characters its beginning and how many are left out. */
export function shortenedLines(text: string, indent = ''): string {
  const left = text.length - LONGEST_WORDS;
  if (left <= 0) return harmlessLines(text, indent);
  return `${harmlessLines(text.slice(0, LONGEST_WORDS), indent)}… (${left.toLocaleString('en')} characters more)`;
}

/** {@link harmless}, and of a text longer than `most` characters its beginning and its length: `abc… (5,000 characters)`. */
export function shortened(text: string, most = LONGEST): string {
  return text.length > most ? `${beginning(text, most)}…${lengthOf(text)}` : harmless(text);
}

/** A text in quotes within a sentence: `'abc'`, or `'abc…' (5,000 characters)` where it is longer than 60. */
export function quoted(text: string): string {
  return text.length > LONGEST ? `'${beginning(text, LONGEST)}…'${lengthOf(text)}` : `'${harmless(text)}'`;
}

function beginning(text: string, most: number): string {
  return harmless(text.slice(0, most).replace(/[\ud800-\udbff]$/, ''));
}

function lengthOf({ length }: string): string {
  return ` (${length.toLocaleString('en')} characters)`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  const hexadecimal = (digits: number) => code.toString(16).padStart(digits, '0');
  if (code > 0xffff) return `\\u{${hexadecimal(5)}}`;
  return NAMED[character] ?? (code <= 0xff ? `\\x${hexadecimal(2)}` : `\\u${hexadecimal(4)}`);
}

/** A path, shortened where it is longer than those that people give. */
export function shortenedPath(path: string): string {
  return shortened(path, LONGEST_PLACE);
}
