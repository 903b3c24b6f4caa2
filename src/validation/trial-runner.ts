import { inProcess } from '../runners/in-process.js';
import type { Runner } from '../runners/runner.js';
import { ThreadPool } from '../runners/thread-pool.js';
import observeTrial, { type TrialJob } from './observe-trial.js';
import type { Row } from './validate.js';

/** Observes trials on this machine: one worker is this process, several are threads. What a trial throws is its result. */
export function trialRunner(workers: number): Runner<TrialJob, Row[] | Error> {
  if (workers > 1) {
    return new ThreadPool<TrialJob, Row[] | Error>(
      new URL('./observe-trial.js', import.meta.url),
      workers,
      (_, error) => error,
    );
  }
  return inProcess((job) => observeTrial(job).catch((error: Error) => error));
}
