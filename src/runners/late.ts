import type { Runner } from './runner.js';

/**
 * A runner that is made once it is wanted. Until then it draws no job.
 *
 * @param wanted - comes when it is; throws once the signal is aborted
 */
export function late<Job, Result>(
  wanted: (signal?: AbortSignal) => Promise<void>,
  make: () => Runner<Job, Result>,
): Runner<Job, Result> {
  let runner: Runner<Job, Result> | undefined;
  return {
    async *run(jobs, signal) {
      if (!runner) await wanted(signal);
      runner ??= make();
      yield* runner.run(jobs, signal);
    },
    async close() {
      await runner?.close();
    },
  };
}
