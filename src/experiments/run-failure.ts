import type { Failure } from './result.js';

/** A run of an experiment failed: which one, and with which seed it can be had again. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';

  constructor(
    readonly alternative: string,
    readonly replication: number,
    readonly seed: number,
    override readonly cause: Failure,
  ) {
    super(`${alternative}: replication ${replication} failed, with seed ${seed}`);
  }
}
