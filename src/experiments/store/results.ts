import { completed, failureOf, type Result } from '../result.js';

/** Holds the results of runs, each once. */
export interface ResultStore {
  /** By the keys of their jobs. Of a run that failed and was run again, the later one. */
  readonly results: ReadonlyMap<string, Result>;

  /**
   * Adds a result. The same again changes nothing.
   *
   * @returns whether it is new
   * @throws Error where the same job has ended with another digest before
   */
  add(result: Result): boolean;
}

/** Results in memory. */
export class Results implements ResultStore {
  readonly results = new Map<string, Result>();

  /** A run that ended is final; one that failed gives place to the next try. */
  add(result: Result): boolean {
    const { key, seed } = result;
    const before = this.results.get(key);
    const [ended, again] = [before && completed(before), completed(result)];
    if (ended && again && ended.digest !== again.digest) {
      throw new Error(
        `the run of seed ${seed} had two results (key ${key}): digests ${ended.digest} and ${again.digest}`,
      );
    }
    if (ended || (before && failureOf(before)?.message === failureOf(result)?.message)) return false;
    this.results.set(key, result);
    return true;
  }
}
