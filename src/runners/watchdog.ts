import { Worker } from 'node:worker_threads';
import { Breakable, WorkInterrupted } from './breakable.js';

/** Places of what this process and the thread of a watchdog share. */
export const watched = { calls: 0, isStuck: 1 } as const;

/** What the thread of a watchdog is given. */
export interface WatchdogTerms {
  /** An `Int32Array` by the places of {@link watched}: the count of calls begun and ended, and whether one was stuck. */
  readonly shared: SharedArrayBuffer;
  /** > 0 */
  readonly seconds: number;
}

/** A call has taken longer than it may, and was ended. */
export class CallStuck extends Error {}

/**
 * Ends code of others that does not come back. JavaScript cannot be interrupted from within: a thread watches the count of calls, and
 * where one call goes on for too long it sends this process SIGINT, which ends what {@link run} does. Ctrl-C does the same.
 *
 * Only in the main thread. What is run and not stuck is not changed by it.
 */
export class Watchdog {
  readonly #state: Int32Array;
  readonly #thread: Worker;
  readonly #breakable = new Breakable();

  /** @param seconds - that a call may take, > 0 */
  constructor(seconds: number) {
    const shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
    this.#state = new Int32Array(shared);
    const workerData: WatchdogTerms = { shared, seconds };
    this.#thread = new Worker(new URL('./watchdog-thread.js', import.meta.url), { workerData });
    this.#thread.unref();
  }

  /** Has a function noted as a call for as long as it takes. */
  watch<Given extends readonly unknown[], Result>(
    call: (...given: Given) => Result,
  ): (...given: Given) => Result {
    return (...given) => {
      Atomics.add(this.#state, watched.calls, 1);
      try {
        return call(...given);
      } finally {
        Atomics.add(this.#state, watched.calls, 1);
      }
    };
  }

  /**
   * Does something that makes watched calls.
   *
   * @throws CallStuck where one of them was ended
   * @throws WorkInterrupted at Ctrl-C
   */
  run<Result>(action: () => Result): Result {
    try {
      return this.#breakable.run(action);
    } catch (error) {
      if (!(error instanceof WorkInterrupted)) throw error;
      // What was ended has not counted its end.
      Atomics.store(this.#state, watched.calls, 0);
      if (Atomics.exchange(this.#state, watched.isStuck, 0) === 1) throw new CallStuck();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }
}
