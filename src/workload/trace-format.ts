import type { RowRefusal } from '../input/row-refusal.js';
import { type ReadSoFar, TextFile } from '../input/text-file.js';
import type { Trace } from './trace.js';
import { TraceBuilder } from './trace-builder.js';
import { type Moment, type Origin, TraceTimes } from './trace-times.js';

/** How a trace file is to be read. */
export interface TraceTerms {
  /** Where its times count from; without it, where its format says. */
  readonly origin?: Origin | undefined;
  /** Its columns by other names, or by numbers from 1. */
  readonly columns?: Readonly<Record<string, string | number>> | undefined;
  /** Whether its first line names its columns; by default it does. */
  readonly header?: boolean | undefined;
  /** Whether rows that are wrong are counted in place of refused. */
  readonly skipsInvalid?: boolean | undefined;
}

/** A layout of recorded workloads. */
export interface TraceFormat {
  /** Where times count from, unless the scenario says. */
  readonly origin: 'first' | 'zero';
  /** What `arrivals.columns` can name; absent where places in a line are fixed. */
  readonly columns?: readonly string[];
  /** The time that `arrivals.origin` gives; `undefined` where this format has no such times. */
  momentOf(origin: number | string): Moment | undefined;
  /** An origin as this format has it, for hints. */
  readonly originForm: string;
  /**
   * Reads the file in one pass and adds its tasks.
   *
   * @returns the columns that were not read
   * @throws InputError, with file, line and column, at whatever does not fit
   */
  read(reading: TraceReading): Promise<readonly string[]>;
}

/** A trace file while it is read. */
export class TraceReading {
  readonly tasks = new TraceBuilder();

  constructor(
    readonly file: TextFile,
    readonly times: TraceTimes,
    readonly terms: TraceTerms,
  ) {}

  /** What becomes of a row that is wrong; `undefined` where it refuses the file. */
  get refused(): ((refusal: RowRefusal) => void) | undefined {
    if (!this.terms.skipsInvalid) return undefined;
    return ({ line, reason }) => this.tasks.skipInvalid(reason, line);
  }
}

/** Where the file is, and who wants to know how it is read. */
export interface TraceFile {
  /** Errors show it so. */
  readonly path: string;
  /** As the trace is to name it. */
  readonly name: string;
  readonly onRead?: ((soFar: ReadSoFar) => void) | undefined;
}

/**
 * Reads a recorded workload in one streaming pass.
 *
 * @throws InputError, with file, line and column, at whatever does not fit the format, or if no row is a task
 */
export async function readTrace(
  format: TraceFormat,
  { name, onRead, path }: TraceFile,
  terms: TraceTerms = {},
): Promise<Trace> {
  const file = new TextFile(path, onRead);
  const reading = new TraceReading(file, new TraceTimes(terms.origin ?? format.origin), terms);
  const unread = await format.read(reading);
  const rows = reading.tasks.build(path, reading.times, terms.origin !== undefined);
  return { file: name, sha256: file.sha256(), ...rows, unread };
}
