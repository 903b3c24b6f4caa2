import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';

/**
 * Tells of every garbage collection of this process: when it began, on the clock of `processMeters`, and how long it
 * took, in seconds. Node hands collections over when the event loop turns, so they come in late.
 *
 * @returns what ends it, after telling of those handed over since
 */
export function watchGarbageCollections(tell: (begin: number, seconds: number) => void): () => void {
  const tellAll = (entries: readonly PerformanceEntry[]): void => {
    for (const { startTime, duration } of entries) tell(startTime / 1000, duration / 1000);
  };
  const observer = new PerformanceObserver((list) => tellAll(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  return () => {
    tellAll(observer.takeRecords());
    observer.disconnect();
  };
}
