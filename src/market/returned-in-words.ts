import { inspect } from 'node:util';
import { shortened } from '../input/harmless.js';

/** Characters that are told. */
const LONGEST_TOLD = 200;

/** What a mechanism returned in the place of something else, in one short line that is harmless to print. */
export function returnedInWords(value: unknown): string {
  const words = inspect(value, {
    depth: 1,
    maxArrayLength: 5,
    maxStringLength: 40,
    breakLength: Number.POSITIVE_INFINITY,
    // What it says of itself could be anything.
    customInspect: false,
  });
  return shortened(words.replaceAll('\n', ' '), LONGEST_TOLD);
}

/** Characters that are told of what code throws. */
const LONGEST_THROWN = 500;

/** What code of the user's own has thrown, in one line that is harmless to print. */
export function thrownInWords(error: unknown): string {
  try {
    return shortened(String(error), LONGEST_THROWN);
  } catch {
    return returnedInWords(error);
  }
}
