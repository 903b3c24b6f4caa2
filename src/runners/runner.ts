/** A job, and what came of it. */
export interface Done<Job, Result> {
  /** The very object that was in the list. */
  readonly job: Job;
  readonly result: Result;
}

/**
 * Runs jobs somewhere: in this process, on threads, on other machines. Jobs and results are plain data that survives structured
 * cloning; what comes of a job depends on the job alone, so that all runners agree.
 */
export interface Runner<Job, Result> {
  /**
   * Runs every job once and yields each as it is done, in any order. Jobs are drawn from the list as there is room for
   * them. A job that fails has a result that says so, and the others go on.
   *
   * Leaving the loop ends what is running, and so does `signal`: what was not yielded by then is lost.
   *
   * @throws the reason of `signal` once it is aborted; an error where the runner itself fails
   */
  run(jobs: Iterable<Job>, signal?: AbortSignal): AsyncIterable<Done<Job, Result>>;

  /** Lets go of threads and connections. Harmless when called twice. */
  close(): Promise<void>;
}
