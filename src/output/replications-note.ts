import { readableNumber } from './summary/readable-number.js';

/** Replications from which on intervals hold what they say also where values are skewed. */
const enough = 30;

/**
 * How often 95 % intervals hold the truth at least, measured on queues that are busy up to 90 %
 * (docs/compare.md), by the replications from which on it is so.
 */
const measured = [
  { from: 20, percent: 93 },
  { from: 12, percent: 91 },
  { from: 2, percent: 84 },
];

/** What intervals are worth that rest on few replications; undefined where these are enough. */
export function replicationsNote(replications: number): string | undefined {
  const known = measured.find(({ from }) => replications >= from);
  if (replications >= enough || !known) return undefined;
  return `${readableNumber(replications)} replications are few: where values are skewed, as of a busy queue, a 95 % interval may hold the truth in ${known.percent} % only; ${enough} are enough`;
}
