import { stat } from 'node:fs/promises';
import type { ReadSoFar } from '../input/text-file.js';
import type { Trace } from '../workload/trace.js';
import { readTrace, type TraceTerms } from '../workload/trace-format.js';
import { traceFormats } from '../workload/trace-formats.js';

/** Reads traces, and remembers the last one, for scenarios that replay the same file one after another. */
export class TraceMemory {
  #last: { readonly of: string; readonly trace: Trace } | undefined;

  /** @param onRead - is told after each piece of a file */
  constructor(private readonly onRead?: (soFar: ReadSoFar) => void) {}

  /**
   * The trace that a file holds; what was read of it last time, where it was the last to be read and has not changed since.
   *
   * @param name - of the file, as the scenario has it
   * @throws InputError where the file cannot be read or is none of that format
   */
  async read(
    format: keyof typeof traceFormats,
    { name, path }: { readonly name: string; readonly path: string },
    terms: TraceTerms,
  ): Promise<Trace> {
    const { ino, mtimeMs, size } = await stat(path);
    const of = JSON.stringify([format, path, ino, mtimeMs, size, terms]);
    if (this.#last?.of === of) return { ...this.#last.trace, file: name };
    const trace = await readTrace(traceFormats[format], { path, name, onRead: this.onRead }, terms);
    this.#last = { of, trace };
    return trace;
  }
}
