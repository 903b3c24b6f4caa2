import { InputError } from '../input/input-error.js';
import type { InputFile } from '../input/input-file.js';
import { GrowingColumn } from './growing-column.js';
import type { Trace } from './trace.js';

/** A column that not every format knows. `sla` holds indices into `slaClasses`. */
export type OptionalColumn = 'sla' | 'complexity' | 'latency';

/** One task of a trace. */
type TraceRow = { readonly time: number; readonly load: number } & {
  readonly [column in OptionalColumn]?: number;
};

/** Gathers the rows of a trace, in any order, and brings them into order of time. */
export class TraceBuilder {
  private readonly time = new GrowingColumn();
  private readonly load = new GrowingColumn();
  private readonly known: ReadonlyMap<OptionalColumn, GrowingColumn>;
  private readonly skipped: Record<string, number> = {};

  /** @param optional - the columns that every row will have besides time and load */
  constructor(optional: readonly OptionalColumn[] = []) {
    this.known = new Map(optional.map((column) => [column, new GrowingColumn()]));
  }

  add(row: TraceRow): void {
    this.time.push(row.time);
    this.load.push(row.load);
    for (const [column, values] of this.known) values.push(row[column]!);
  }

  /** Counts rows that are no task. */
  skip(reason: string, rows = 1): void {
    if (rows > 0) this.skipped[reason] = (this.skipped[reason] ?? 0) + rows;
  }

  /**
   * The trace. With `ticks`, times are whole numbers of 1/`ticks` s from anywhere, and become seconds since the
   * earliest task; they are subtracted before they are divided, so that no digit is lost.
   *
   * @throws InputError if no row was a task
   */
  build(input: InputFile, name: string, ticks?: number): Trace {
    const { length } = this.time;
    if (length === 0) throw noTask(input.path, this.skipped);
    const times = this.time.toArray();
    const order = stableOrder(times);
    const inOrder = (values: Float64Array) =>
      order === undefined ? values : Float64Array.from(order, (row) => values[row]!);
    const time = inOrder(times);
    const start = time[0]!;
    const [sla, complexity, latency] = (['sla', 'complexity', 'latency'] as const).map((column) => {
      const values = this.known.get(column);
      return values && inOrder(values.toArray());
    });
    return {
      file: name,
      sha256: input.sha256(),
      length,
      time: ticks === undefined ? time : time.map((value) => (value - start) / ticks),
      load: inOrder(this.load.toArray()),
      ...(sla && { sla: Uint8Array.from(sla) }),
      ...(complexity && { complexity }),
      ...(latency && { latency }),
      skipped: this.skipped,
    };
  }
}

/** Row numbers by time, rows of equal time as they came; `undefined` where they are in order already. */
function stableOrder(time: Float64Array): Uint32Array | undefined {
  if (time.every((value, row) => row === 0 || time[row - 1]! <= value)) return undefined;
  return Uint32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
}

function noTask(file: string, skipped: Readonly<Record<string, number>>): InputError {
  const reasons = Object.entries(skipped).map(([reason, rows]) => `${rows} rows: ${reason}`);
  const hint = reasons.length > 0 ? reasons.join('; ') : 'name a file with at least one row';
  return new InputError({ file, message: 'the trace holds no task', hint });
}
