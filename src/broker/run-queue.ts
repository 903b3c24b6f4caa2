import type { QueueOptions, WorkerOptions } from 'bullmq';
import { type Broker, prefix } from './broker.js';
import type { Key } from './key.js';

/** Seconds that a broker keeps what nobody came for: results, contents of files, jobs that were given up. */
export const keptSeconds = 7 * 24 * 3600;

/** A killed worker's runs are taken up by others after at most the lock and two looks. */
const lockMilliseconds = 6000;
const lookMilliseconds = 2000;

/** Workers that a run may take down with it before it is given up. */
const mostCrashes = 5;

/** Events that are kept; they are hints, results do not depend on them. */
const mostEvents = 2000;

/** Runs wait in a queue of their version and key, so that none comes to a worker of another. */
export function queueName(version: string, key?: Key): string {
  return key ? `runs-${version}-${key.fingerprint}` : `runs-${version}`;
}

export function queueOptions({ redis }: Broker): QueueOptions {
  return { connection: redis, prefix, skipVersionCheck: true, streams: { events: { maxLen: mostEvents } } };
}

/** @param runs - at a time */
export function workerOptions({ redis }: Broker, runs: number): WorkerOptions {
  return {
    ...{ connection: redis, prefix, skipVersionCheck: true, concurrency: runs, autorun: false },
    ...{ lockDuration: lockMilliseconds, stalledInterval: lookMilliseconds, maxStalledCount: mostCrashes },
    runRetryDelay: 1000,
  };
}

/** The name of a run on the broker: of a sweep, by the key of its job. */
export function runId(sweep: string, key: string): string {
  return `${sweep}-${key}`;
}

/** Where the result of a run is kept, for the sweep to fetch. */
export function resultKey(id: string): string {
  return `${prefix}:result:${id}`;
}
