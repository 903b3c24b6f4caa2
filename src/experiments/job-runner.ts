import { inProcess } from '../runners/in-process.js';
import type { Runner } from '../runners/runner.js';
import { ThreadPool } from '../runners/thread-pool.js';
import { TraceMemory } from '../scenario/trace-memory.js';
import type { Job } from './job.js';
import { provenanceHere } from './provenance.js';
import { type Result, resultOf } from './result.js';
import { type Advance, failureFrom, runJob } from './run-job.js';

export type JobRunner = Runner<Job, Result>;

/**
 * Runs jobs on this machine: one worker is this process, several are threads.
 *
 * @param workers - at least 1
 * @param advance - has a simulation of this process run to its end; by default in one go
 */
export function localRunner(workers: number, advance?: Advance): JobRunner {
  const provenance = provenanceHere();
  if (workers === 1) {
    const workplace = { provenance, traces: new TraceMemory(), advance };
    return inProcess((job) => runJob(job, workplace));
  }
  return new ThreadPool(new URL('./job-thread.js', import.meta.url), workers, (job, error) =>
    resultOf(job, { failure: failureFrom(error) }, provenance),
  );
}
