import type { Runner } from './runner.js';

/**
 * Runs one job after the other in this process.
 *
 * @param work - does a job, and may leave off once the signal is aborted; what it throws is a fault of the runner, and ends all
 */
export function inProcess<Job, Result>(
  work: (job: Job, signal?: AbortSignal) => Result | Promise<Result>,
): Runner<Job, Result> {
  return {
    async *run(jobs, signal) {
      for (const job of jobs) {
        signal?.throwIfAborted();
        const result = await work(job, signal);
        signal?.throwIfAborted();
        yield { job, result };
      }
    },
    close: async () => {},
  };
}
