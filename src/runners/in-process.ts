import type { Runner } from './runner.js';

/**
 * Runs one job after the other in this process.
 *
 * @param work - does a job; what it throws is a fault of the runner, and ends all
 */
export function inProcess<Job, Result>(work: (job: Job) => Result | Promise<Result>): Runner<Job, Result> {
  return {
    async *run(jobs, signal) {
      for (const job of jobs) {
        signal?.throwIfAborted();
        const result = await work(job);
        signal?.throwIfAborted();
        yield { job, result };
      }
    },
    close: async () => {},
  };
}
