import { workerData } from 'node:worker_threads';
import { TraceMemory } from '../scenario/trace-memory.js';
import type { Job } from './job.js';
import type { Provenance } from './provenance.js';
import type { Result } from './result.js';
import { runJob } from './run-job.js';

const workplace = { provenance: workerData as Provenance, traces: new TraceMemory() };

/** Does a job, on a thread of its own. */
export default function jobThread(job: Job): Promise<Result> {
  return runJob(job, workplace);
}
