import { type Result, resultSchema } from '../experiments/result.js';
import type { Key } from './key.js';
import { runId } from './run-queue.js';

/** Characters of a result, at most: the counts of a sketch and its metrics take some thousands. */
export const LONGEST_RESULT = 2 ** 20;

/** Digits of a signature. */
const SIGNATURE = 64;

/**
 * A result as it lies at a broker: JSON, its signature before it where there is a key.
 *
 * @param id - the name of the run
 */
export function postedResult(result: Result, id: string, key: Key | undefined): string {
  const text = JSON.stringify(result);
  return key ? `${key.sign('result', id, text)}${text}` : text;
}

/** The result that lies at a broker under the name of a run, or undefined where that is none, or not signed with the key. */
export function resultPosted(
  posted: string,
  { sweep, id, key }: { readonly sweep: string; readonly id: string; readonly key: Key | undefined },
): Result | undefined {
  if (posted.length > LONGEST_RESULT) return undefined;
  const text = key ? posted.slice(SIGNATURE) : posted;
  if (key && !key.hasSigned(posted.slice(0, SIGNATURE), 'result', id, text)) return undefined;
  try {
    const result = resultSchema.parse(JSON.parse(text));
    return runId(sweep, result.key) === id ? result : undefined;
  } catch {
    return undefined;
  }
}
