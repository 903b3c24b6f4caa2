/** Bytes of a document that is read as a whole (scenario, sweep, model, file of code), at most. */
export const largestDocument = 2 ** 24;

/** Bytes of a line, at most: of a trace, a file of servers, a record of runs, the requests to an environment. */
export const longestLine = 2 ** 24;

/** A number of bytes in words: `16 MiB`, `1.5 MiB`. */
export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 })} MiB`;
}
