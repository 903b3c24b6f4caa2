import type { Trace } from './trace.js';

/**
 * Reads a recorded workload in one streaming pass.
 *
 * @param path - the file to read; errors show it so
 * @param name - the file as the trace is to name it
 * @throws InputError, with file, line and column, at whatever does not fit the format, or if no row is a task
 */
export type TraceFormat = (path: string, name: string) => Promise<Trace>;
