import { readableNumber } from './summary/readable-number.js';

/** Replications from which on intervals hold what they say also where values are skewed (docs/compare.md). */
const enough = 12;

/** How often in 100 two 95 % intervals of 5 replications, of a difference and its ratio, hold the truth on a queue that is busy up to 90 %. */
const percentOfFew = 86;

/** What intervals are worth that rest on few replications; undefined where these are enough. */
export function replicationsNote(replications: number): string | undefined {
  if (replications >= enough || replications < 2) return undefined;
  return `${readableNumber(replications)} replications are few: where values are skewed, as of a busy queue, 95 % intervals may hold the truth in ${percentOfFew} % only; ${enough} are enough`;
}
