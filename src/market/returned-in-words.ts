import { inspect } from 'node:util';

/** What a mechanism returned in the place of something else, in one line that is harmless to print. */
export function returnedInWords(value: unknown): string {
  return inspect(value, {
    depth: 1,
    maxArrayLength: 5,
    maxStringLength: 40,
    breakLength: Number.POSITIVE_INFINITY,
    // What it says of itself could be anything.
    customInspect: false,
  }).replaceAll('\n', ' ');
}
