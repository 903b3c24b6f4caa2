import type { Trace } from '../workload/trace.js';
import { traceFormats } from '../workload/trace-formats.js';
import { findNamedFile } from './named-file.js';
import type { OverriddenDocument } from './override.js';
import type { Scenario } from './schema.js';

/** The trace that a scenario replays, if it does. @throws InputError if the file cannot be found or read */
export async function readNamedTrace(
  { arrivals }: Scenario,
  document: OverriddenDocument,
  directory: string,
): Promise<Trace | undefined> {
  if (arrivals.process !== 'trace') return undefined;
  const path = await findNamedFile(arrivals.file, ['arrivals', 'file'], document, directory);
  return traceFormats[arrivals.format](path, arrivals.file);
}
