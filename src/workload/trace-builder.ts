import { InputError } from '../input/input-error.js';
import { largest, magnitudeFault, shortNumber } from '../input/magnitude.js';
import { GrowingColumn } from './growing-column.js';
import { mostLines, type Trace } from './trace.js';
import type { TraceTimes } from './trace-times.js';

/** Columns that not every trace has. `sla` holds indices into `slaClasses`. */
export const optionalColumns = ['sla', 'complexity', 'latency'] as const;

export type OptionalColumn = (typeof optionalColumns)[number];

/** One task of a trace, written over at each row. A time counts from the base of the trace's {@link TraceTimes}. */
export class TraceTask {
  time = 0;
  load = 0;
  sla = 0;
  complexity = 0;
  latency = 0;
}

/** Reasons that are told apart. */
const MOST_REASONS = 50;

/** A trace as far as its rows tell it. */
type Rows = Omit<Trace, 'file' | 'sha256' | 'unread'>;

/** Gathers the rows of a trace, in any order, and brings them into order of time. */
export class TraceBuilder {
  private readonly time = new GrowingColumn();
  private readonly load = new GrowingColumn();
  private known: readonly (readonly [OptionalColumn, GrowingColumn])[] = [];
  private readonly skipped: Record<string, { rows: number; lines: number[] }> = {};
  private invalid = 0;

  /** Says which columns every row has besides time and load; before the first row. */
  know(columns: readonly OptionalColumn[]): void {
    this.known = columns.map((column) => [column, new GrowingColumn()]);
  }

  add(task: TraceTask): void {
    this.time.push(task.time);
    this.load.push(task.load);
    for (const [column, values] of this.known) values.push(task[column]);
  }

  /** Counts rows that are no task, of which the first is on that line. */
  skip(reason: string, line: number, rows = 1): void {
    const isNew = this.skipped[reason] === undefined;
    const told = isNew && Object.keys(this.skipped).length >= MOST_REASONS ? 'other reasons' : reason;
    this.skipped[told] ??= { rows: 0, lines: [] };
    const counted = this.skipped[told];
    counted.rows += rows;
    if (counted.lines.length < mostLines) counted.lines.push(line);
  }

  /** Counts a row that is wrong and does not refuse the file. */
  skipInvalid(reason: string, line: number): void {
    this.invalid++;
    this.skip(reason, line);
  }

  /**
   * The rows in order of time.
   *
   * @param path - the file, for errors
   * @param isChosen - whether somebody chose the origin; where nobody did, times that count from elsewhere are refused
   * @throws InputError if no row was a task, or the times are not from the origin
   */
  build(path: string, times: TraceTimes, isChosen: boolean): Rows {
    const { length } = this.time;
    if (length === 0) throw this.noTask(path);
    const unordered = this.time.toArray();
    const order = stableOrder(unordered);
    const inOrder = (values: Float64Array) =>
      order === undefined ? values : Float64Array.from(order, (row) => values[row]!);
    const time = times.fromOrigin(inOrder(unordered));
    if (times.countFromZero && !isChosen) refuseForeign(path, time);
    if (time.at(-1)! > largest) throw tooLong(path, time.at(-1)!);
    const columns = Object.fromEntries(
      this.known.map(([column, values]) => {
        const ordered = inOrder(values.toArray());
        return [column, column === 'sla' ? Uint8Array.from(ordered) : ordered];
      }),
    );
    const { invalid, skipped } = this;
    return { length, time, load: inOrder(this.load.toArray()), ...columns, skipped, invalid };
  }

  private noTask(file: string): InputError {
    const reasons = Object.entries(this.skipped).map(([reason, { rows }]) => `${rows} rows: ${reason}`);
    const hint = reasons.length > 0 ? reasons.join('; ') : 'name a file with at least one row';
    return new InputError({ file, message: 'the trace holds no task', hint });
  }
}

/** Row numbers by time, rows of equal time as they came; `undefined` where they are in order already. */
function stableOrder(time: Float64Array): Uint32Array | undefined {
  if (time.every((value, row) => row === 0 || time[row - 1]! <= value)) return undefined;
  return Uint32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
}

/** Times of the Unix clock, in seconds: from 2001 to 2106. */
const UNIX = { from: 1e9, to: 2 ** 32 };

/** A trace that begins after more than so many times its own length counts from elsewhere. */
const FAR = 100;

/** @throws InputError where times look as if they counted from long before the trace, as those of the Unix clock do */
function refuseForeign(file: string, time: Float64Array): void {
  const [first, span] = [time[0]!, time.at(-1)! - time[0]!];
  const isUnix = first >= UNIX.from && first <= UNIX.to;
  const isFar = span > 0 && first > FAR * span;
  if (!isUnix && !isFar) return;
  throw new InputError({
    file,
    message: `the first time is ${shortNumber(first)}, and the last ${shortNumber(span)} later: they seem to count from elsewhere`,
    hint: 'set arrivals.origin: first to count from the first task, zero to take the times as they are, or the time to count from',
  });
}

function tooLong(file: string, length: number): InputError {
  const fault = magnitudeFault(length, false)!;
  return new InputError({ file, message: `the last time ${fault}, counted from arrivals.origin` });
}
