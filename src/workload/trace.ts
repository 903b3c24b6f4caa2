/** SLA classes, most important first. Their index is the code that components and traces hold. */
export const slaClasses = ['gold', 'silver', 'bronze'] as const;

export type SlaClass = (typeof slaClasses)[number];

/**
 * A recorded workload: parallel columns, one row a task, in order of time (rows of equal time in the order
 * of the file). A column that the format does not know is absent; the scenario's `tasks` then draws it.
 */
export interface Trace {
  /** The file as the scenario names it. */
  readonly file: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string;
  /** Rows that hold a task. */
  readonly length: number;
  /** Time of arrival, in the trace's own units from its origin, ≥ 0. */
  readonly time: Float64Array;
  /** Work in the trace's own units, > 0. */
  readonly load: Float64Array;
  /** Index into {@link slaClasses}. */
  readonly sla?: Uint8Array;
  /** Factor on the work of a task, > 0. */
  readonly complexity?: Float64Array;
  /** Longest sojourn without a violation, in the units of `time`, ≥ 0. */
  readonly latency?: Float64Array;
  /**
   * Rows of the file that are no task, by reason: what describes none that could run (a job without a run time), and what
   * is wrong where the scenario has that skipped.
   */
  readonly skipped: Readonly<Record<string, SkippedRows>>;
  /** Skipped rows that are wrong, and would have refused the file. */
  readonly invalid: number;
  /** Columns of the file that were not read. */
  readonly unread: readonly string[];
}

/** Rows that were skipped for the same reason. */
export interface SkippedRows {
  readonly rows: number;
  /** The first of their lines, from 1; at most {@link mostLines}. */
  readonly lines: readonly number[];
}

/** Lines that are told of rows skipped for the same reason. */
export const mostLines = 5;
