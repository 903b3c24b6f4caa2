import { stat } from 'node:fs/promises';
import type { Trace } from '../workload/trace.js';
import { traceFormats } from '../workload/trace-formats.js';

/** Reads traces, and remembers the last one, for scenarios that replay the same file one after another. */
export class TraceMemory {
  #last: { readonly of: string; readonly trace: Trace } | undefined;

  /**
   * The trace that a file holds; what was read of it last time, where it was the last to be read and has not changed since.
   *
   * @param name - of the file, as the scenario has it
   * @throws InputError where the file cannot be read or is none of that format
   */
  async read(format: keyof typeof traceFormats, path: string, name: string): Promise<Trace> {
    const { ino, mtimeMs, size } = await stat(path);
    const of = JSON.stringify([format, path, ino, mtimeMs, size]);
    if (this.#last?.of === of) return { ...this.#last.trace, file: name };
    const trace = await traceFormats[format](path, name);
    this.#last = { of, trace };
    return trace;
  }
}
