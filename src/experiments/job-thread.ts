import { workerData } from 'node:worker_threads';
import { TraceMemory } from '../scenario/trace-memory.js';
import { runInSlices } from '../simulation/slices.js';
import type { Job } from './job.js';
import { MemoryLimit } from './memory-limit.js';
import type { Provenance } from './provenance.js';
import type { Result } from './result.js';
import { runJob, type Workplace } from './run-job.js';

/** Seconds between two looks at the memory that a run takes. */
const LOOK = 0.1;

/** What a thread for jobs is given. */
export interface ThreadTerms {
  readonly provenance: Provenance;
  /** MiB that a run may take; by default what the system gives. */
  readonly memory?: number | undefined;
}

const workplace = workplaceOf(workerData as ThreadTerms);

/** Does a job, on a thread of its own. */
export default function jobThread(job: Job): Promise<Result> {
  return runJob(job, workplace);
}

function workplaceOf({ memory, provenance }: ThreadTerms): Workplace {
  if (memory === undefined) return { provenance, traces: new TraceMemory() };
  const limit = new MemoryLimit(memory);
  return {
    provenance,
    traces: new TraceMemory(() => limit.check()),
    admit: (checked) => limit.admit(checked),
    advance: (simulation) => runInSlices(simulation, LOOK, { between: () => limit.check() }),
  };
}
