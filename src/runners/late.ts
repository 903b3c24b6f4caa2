import type { Runner } from './runner.js';
import { unlessAborted } from './unless-aborted.js';

/** A runner that takes a while to be ready. */
export interface SlowStarter<Job, Result> extends Runner<Job, Result> {
  /** Comes when it is; throws where it never will be. */
  ready(): Promise<void>;
}

/**
 * A runner that is made once it is wanted. Until then it draws no job, nor does one that cannot get ready: it is for others to do its
 * work, which a warning says.
 *
 * @param wanted - comes when it is; throws once the signal is aborted
 */
export function late<Job, Result>(
  wanted: (signal?: AbortSignal) => Promise<void>,
  make: () => SlowStarter<Job, Result>,
): Runner<Job, Result> {
  let runner: SlowStarter<Job, Result> | undefined;
  return {
    async *run(jobs, signal) {
      if (!runner) await wanted(signal);
      try {
        runner ??= make();
        await unlessAborted(runner.ready(), signal);
      } catch (error) {
        signal?.throwIfAborted();
        process.emitWarning(
          `a worker could not start, the others go on without it: ${(error as Error).message}`,
        );
        return;
      }
      yield* runner.run(jobs, signal);
    },
    async close() {
      await runner?.close();
    },
  };
}
