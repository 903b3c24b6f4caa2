import { InputError } from '../input/input-error.js';
import { inProcess } from '../runners/in-process.js';
import { late } from '../runners/late.js';
import type { Runner } from '../runners/runner.js';
import { sideBySide } from '../runners/side-by-side.js';
import { ThreadPool } from '../runners/thread-pool.js';
import { TraceMemory } from '../scenario/trace-memory.js';
import type { Simulation } from '../simulation/simulation.js';
import { type During, runInSlices } from '../simulation/slices.js';
import type { Job } from './job.js';
import type { ThreadTerms } from './job-thread.js';
import { MemoryLimit } from './memory-limit.js';
import { type Provenance, provenanceHere } from './provenance.js';
import { type Result, resultOf } from './result.js';
import { failureFrom, runJob } from './run-job.js';
import { WorkEstimate } from './work-estimate.js';

export type JobRunner = Runner<Job, Result>;

/** Seconds that a signal waits, at most, while a run is made in this process. */
const sliceSeconds = 0.1;

/** So long, at most, a thread waits for its next run: in the middle of a sweep only where it has done two in less. */
const sliceSecondsBesideThreads = 0.004;

/** What a runner knows of the runs beforehand. */
export interface PlannedRuns {
  /** That there will be, at most. */
  readonly runs: number;
  /** Whether one of them may bring down the process or thread that makes it: all are then made on threads. */
  readonly isRisky?: boolean;
  /** Does what may take long in one piece, where runs are made in this process; by default nothing is done about it. */
  readonly during?: During | undefined;
}

/**
 * Runs jobs on this machine. One worker is this process, which begins at once; the others are threads, which are started where enough is
 * left to do, and join it as they are ready.
 *
 * @param workers - at least 1
 */
export function localRunner(workers: number, { during, isRisky, runs }: PlannedRuns): JobRunner {
  const provenance = provenanceHere();
  if (isRisky) return jobThreads(workers, { provenance });
  if (workers === 1) return here(provenance, sliceSeconds, { during });
  const estimate = new WorkEstimate(runs);
  // What is handed on ahead at the end would wait for a thread while others are idle.
  const ahead = () => estimate.left > 2 * workers;
  const thisProcess = here(provenance, sliceSecondsBesideThreads, { during, onRun: () => estimate.note() });
  // A pool each: none waits for another to be ready.
  const threads = Array.from({ length: workers - 1 }, () =>
    late(
      (signal) => estimate.untilLong(signal),
      () => jobThreads(1, { provenance }, ahead),
    ),
  );
  const all = sideBySide([thisProcess, ...threads]);
  return { run: (jobs, signal) => all.run(estimate.watched(jobs), signal), close: () => all.close() };
}

/** Runs jobs in this process, which lets messages and signals in after each slice. */
function here(
  provenance: Provenance,
  seconds: number,
  { during, onRun }: { readonly during: During | undefined; readonly onRun?: () => void },
): JobRunner {
  const traces = new TraceMemory();
  return inProcess(async (job, signal) => {
    const advance = (simulation: Simulation) => runInSlices(simulation, seconds, { during, signal });
    const result = await runJob(job, { provenance, traces, advance, during });
    onRun?.();
    return result;
  });
}

/**
 * Threads that run jobs. A thread that dies, as for lack of memory, fails its job.
 *
 * @param terms - of each thread
 * @param ahead - whether the only thread may be given a run before it is done with the last
 */
export function jobThreads(
  threads: number,
  terms: ThreadTerms,
  ahead?: () => boolean,
): ThreadPool<Job, Result> {
  const crashed = (job: Job, error: Error): Result =>
    resultOf(
      job,
      { failure: failureFrom(lacksMemory(error) ? tooLarge(terms.memory) : error) },
      terms.provenance,
    );
  return new ThreadPool(new URL('./job-thread-entry.cjs', import.meta.url), threads, crashed, {
    data: terms,
    ahead,
    memory: terms.memory,
  });
}

/** Whether a thread has died of its objects. */
function lacksMemory(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooLarge(memory: number | undefined): Error {
  if (memory !== undefined) return new MemoryLimit(memory).refusal('takes more');
  return new InputError({ message: 'the run takes more memory than Node.js gives a thread' });
}
