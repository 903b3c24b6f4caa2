import type { Job } from '../experiments/job.js';
import { shareOf } from '../experiments/metrics.js';
import { completed, type Result, resultSchema } from '../experiments/result.js';
import { version } from '../simulation/version.js';
import { isTailCounts } from '../statistics/tail-counts.js';
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

/** A run whose result may lie at a broker. */
interface PostedRun {
  readonly sweep: string;
  /** Its name. */
  readonly id: string;
  readonly job: Job;
  readonly key: Key | undefined;
}

/** The result that lies at a broker under the name of a run, or undefined where that is none, or not signed with the key. */
export function resultPosted(posted: string, { sweep, id, job, key }: PostedRun): Result | undefined {
  if (posted.length > LONGEST_RESULT) return undefined;
  const text = key ? posted.slice(SIGNATURE) : posted;
  if (key && !key.hasSigned(posted.slice(0, SIGNATURE), 'result', id, text)) return undefined;
  try {
    const result = resultSchema.parse(JSON.parse(text));
    return runId(sweep, result.key) === id && hasAll(result, job) ? result : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a result says what its job wants, and nothing else. */
function hasAll(result: Result, { metrics }: Job): boolean {
  if (result.provenance.version !== version) return false;
  const ended = completed(result);
  if (!ended) return true;
  const told = Object.keys(ended.metrics);
  const isAsked =
    told.length === metrics.length && metrics.every((name) => Object.hasOwn(ended.metrics, name));
  const isCounted = (ended.sojourns !== undefined) === metrics.some((name) => shareOf(name) !== undefined);
  return isAsked && isCounted && isTailCounts(ended.sojourns ?? [], ended.tasks.completed);
}
