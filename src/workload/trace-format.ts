import { InputError } from '../input/input-error.js';
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

  /** Counts a row that is wrong. @throws InputError where such a row refuses the file */
  readonly refused = (refusal: RowRefusal): void => {
    if (!this.terms.skipsInvalid) throw withHint(refusal);
    this.tasks.skipInvalid(refusal.reason, refusal.line);
  };
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
  const { refused, tasks, times } = reading;
  const rows = tasks.build(path, { times, isChosen: terms.origin !== undefined }, refused);
  return { file: name, sha256: file.sha256(), ...rows, unread };
}

/** What is wrong with a row, and that the file can be read without it. */
function withHint({ problems }: RowRefusal): InputError {
  return new InputError(
    problems.map((problem) => ({
      ...problem,
      hint: problem.hint === undefined ? SKIP : `${problem.hint}\n${SKIP}`,
    })),
  );
}

const SKIP = 'arrivals.skip: invalid leaves out rows that do not fit, and counts them';
