import { Lexer } from 'yaml';

/** Tokens of YAML (words, marks, blanks, comments) that a document may have: each takes some 400 bytes once it is understood. */
export const mostTokens = 8e6;

/** Tokens that stand for no character of the text. */
const MARKS: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);

/** Offset of the first token of a text beyond the 8,000,000th, or `undefined` where there is none. Nothing of the text is kept. */
export function tooManyTokens(text: string): number | undefined {
  // A character is a token with at most one mark.
  if (2 * text.length < mostTokens) return undefined;
  let offset = 0;
  let count = 0;
  for (const token of new Lexer().lex(text)) {
    if (++count > mostTokens) return offset;
    if (!MARKS.has(token)) offset += token.length;
  }
  return undefined;
}
