import { distance } from 'fastest-levenshtein';
import { quoted, shortened } from './harmless.js';

/**
 * The name in `known` that `word` is most likely a slip of, or `undefined` where none is near: up to half
 * of the letters may differ. Case does not count; the first of equally near names wins.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const allowed = Math.max(word.length, name.length) / 2;
    // So many letters are missing at least: a text of megabytes is not gone through.
    if (Math.abs(word.length - name.length) > allowed) continue;
    const edits = distance(word.toLowerCase(), name.toLowerCase());
    if (edits <= allowed && edits < least) [best, least] = [name, edits];
  }
  return best;
}

/** Whether `word` is `name` but for one letter that is wrong, missing or too many. */
export function isSlip(word: string, name: string): boolean {
  return Math.abs(word.length - name.length) <= 1 && distance(word, name) <= 1;
}

/** What to try instead of the unknown `word`: the nearest known name, or all of them where none is near, or nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  if (known.length === 0) return 'no key is known here';
  const name = nearest(word, known);
  return name === undefined
    ? `known here: ${known.map((each) => shortened(each)).join(', ')}`
    : `did you mean ${quoted(name)}?`;
}
