import type { Trace } from '../workload/trace.js';
import type { NamedFiles } from './named-files.js';
import type { Scenario } from './schema.js';
import type { TraceMemory } from './trace-memory.js';

/** The trace that a scenario replays, if it does. @throws InputError if the file cannot be found or read */
export async function readNamedTrace(
  { arrivals }: Scenario,
  files: NamedFiles,
  traces: TraceMemory,
): Promise<Trace | undefined> {
  if (arrivals.process !== 'trace') return undefined;
  const path = await files.find(arrivals.file, 'arrivals.file');
  return traces.read(arrivals.format, path, arrivals.file);
}
