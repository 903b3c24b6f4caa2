import { elapsed as elapsedTime } from '../engine/decimal-time.js';
import { InputError } from '../input/input-error.js';
import { largest, shortNumber } from '../input/magnitude.js';
import { RowRefusal } from '../input/row-refusal.js';
import { GrowingColumn } from './growing-column.js';
import { mostLines, type Trace } from './trace.js';
import { elapsed, type Moment, type Moments, type TraceTimes } from './trace-times.js';

/** Columns that not every trace has. `sla` holds indices into `slaClasses`. */
export const optionalColumns = ['sla', 'complexity', 'latency'] as const;

export type OptionalColumn = (typeof optionalColumns)[number];

/** One task of a trace, written over at each row, with its time as the file has it. */
export class TraceTask implements Moment {
  whole = 0;
  rest = 0;
  places = 0;
  load = 0;
  sla = 0;
  complexity = 0;
  latency = 0;
}

/** Reasons that are told apart. */
const MOST_REASONS = 50;

/** A trace as far as its rows tell it. */
export type Rows = Omit<Trace, 'file' | 'sha256' | 'unread'>;

/** Gathers the rows of a trace, in any order, and brings them into order of time. */
export class TraceBuilder {
  private readonly whole = new GrowingColumn();
  private readonly rest = new GrowingColumn();
  private readonly places = new GrowingColumn();
  private readonly line = new GrowingColumn();
  private readonly load = new GrowingColumn();
  private known: readonly (readonly [OptionalColumn, GrowingColumn])[] = [];
  private readonly skipped: Record<string, { rows: number; lines: number[] }> = {};
  private invalid = 0;

  /** Says which columns every row has besides time and load; before the first row. */
  know(columns: readonly OptionalColumn[]): void {
    this.known = columns.map((column) => [column, new GrowingColumn()]);
  }

  add(task: TraceTask, line: number): void {
    this.whole.push(task.whole);
    this.rest.push(task.rest);
    this.places.push(task.places);
    this.line.push(line);
    this.load.push(task.load);
    for (const [column, values] of this.known) values.push(task[column]);
  }

  /** Counts a row that is no task. Rows may come in any order of lines. */
  skip(reason: string, line: number): void {
    const isNew = this.skipped[reason] === undefined;
    const told = isNew && Object.keys(this.skipped).length >= MOST_REASONS ? 'other reasons' : reason;
    this.skipped[told] ??= { rows: 0, lines: [] };
    const counted = this.skipped[told];
    counted.rows++;
    if (counted.lines.length === mostLines && line > counted.lines.at(-1)!) return;
    counted.lines.push(line);
    counted.lines.sort((a, b) => a - b);
    counted.lines.splice(mostLines);
  }

  /** Counts a row that is wrong and does not refuse the file. */
  skipInvalid(reason: string, line: number): void {
    this.invalid++;
    this.skip(reason, line);
  }

  /**
   * The rows in order of time.
   *
   * @param file - for errors
   * @param isChosen - whether somebody chose the origin; where nobody did, times that count from elsewhere are refused
   * @param refused - takes what is wrong with a row that is only known to be wrong when all are there
   * @throws InputError if no row was a task, or the times are not from the origin
   */
  build(
    file: string,
    { times, isChosen }: { readonly times: TraceTimes; readonly isChosen: boolean },
    refused: (refusal: RowRefusal) => void,
  ): Rows {
    if (this.whole.length === 0) throw this.noTask(file);
    const order = stableOrder(this.whole.toArray(), this.rest.toArray());
    const all = (column: GrowingColumn) => {
      const values = column.toArray();
      return order === undefined ? values : Float64Array.from(order, (row) => values[row]!);
    };
    const moments = { whole: all(this.whole), rest: all(this.rest), places: all(this.places) };
    const length = nearLength(moments);
    if (length < moments.whole.length) refuseFar(file, { moments, line: all(this.line), length }, refused);
    const near = (values: Float64Array) => values.subarray(0, length);
    const inOrder = (column: GrowingColumn) => near(all(column));
    const { places, rest, whole } = moments;
    const time = times.fromOrigin({ whole: near(whole), rest: near(rest), places: near(places) });
    if (times.countFromZero && !isChosen) refuseForeign(file, time);
    const columns = Object.fromEntries(
      this.known.map(([column, values]) => {
        const ordered = inOrder(values);
        return [column, column === 'sla' ? Uint8Array.from(ordered) : ordered];
      }),
    );
    const { invalid, skipped } = this;
    return { length, time, load: inOrder(this.load), ...columns, skipped, invalid };
  }

  private noTask(file: string): InputError {
    const reasons = Object.entries(this.skipped).map(
      ([reason, { rows }]) => `${rows} ${rows === 1 ? 'row' : 'rows'}: ${reason}`,
    );
    const hint = reasons.length > 0 ? reasons.join('; ') : 'name a file with at least one row';
    return new InputError({ file, message: 'the trace holds no task', hint });
  }
}

/** Row numbers by time, rows of equal time as they came; `undefined` where they are in order already. */
function stableOrder(whole: Float64Array, rest: Float64Array): Uint32Array | undefined {
  const compared = (a: number, b: number) => whole[a]! - whole[b]! || rest[a]! - rest[b]!;
  if (whole.every((_, row) => row === 0 || compared(row - 1, row) <= 0)) return undefined;
  return Uint32Array.from(whole.keys()).sort((a, b) => compared(a, b) || a - b);
}

/** How many of times in ascending order are no later than the earliest by more than a trace may be long. */
function nearLength(moments: Moments): number {
  const first = momentAt(moments, 0);
  let { length } = moments.whole;
  while (elapsed(first, momentAt(moments, length - 1)) > largest) length--;
  return length;
}

function momentAt({ places, rest, whole }: Moments, row: number): Moment {
  return { whole: whole[row]!, rest: rest[row]!, places: places[row]! };
}

/** Rows in order of time, of which those from `length` on are too late. */
interface FarRows {
  readonly moments: Moments;
  readonly line: Float64Array;
  readonly length: number;
}

/** Refuses the rows that are too late, in the order of the file. */
function refuseFar(
  file: string,
  { length, line, moments }: FarRows,
  refused: (refusal: RowRefusal) => void,
): void {
  const reason = `the time must be within ${shortNumber(largest)} of the earliest, of line ${line[0]}`;
  const rows = Array.from({ length: line.length - length }, (_, i) => length + i);
  for (const row of rows.sort((a, b) => line[a]! - line[b]!)) {
    const after = shortNumber(elapsed(momentAt(moments, 0), momentAt(moments, row)));
    const message = `${reason}, got ${after} after it`;
    const hint = 'where the earliest is wrong, set arrivals.origin to the time to count from';
    refused(new RowRefusal({ file, line: line[row]!, message, hint }, reason));
  }
}

/** Times of the Unix clock, in seconds: from 2001 to 2106. */
const UNIX = { from: 1e9, to: 2 ** 32 };

/** A trace that begins after more than so many times its own length counts from elsewhere. */
const FAR = 100;

/** @throws InputError where times look as if they counted from long before the trace, as those of the Unix clock do */
function refuseForeign(file: string, time: Float64Array): void {
  const first = time[0]!;
  const span = elapsedTime(first, time.at(-1)!);
  const isUnix = first >= UNIX.from && first <= UNIX.to;
  const isFar = span > 0 && first > FAR * span;
  if (!isUnix && !isFar) return;
  throw new InputError({
    file,
    message: `the first time is ${shortNumber(first)}, and the last ${shortNumber(span)} later: they seem to count from elsewhere`,
    hint: 'set arrivals.origin: first to count from the first task, zero to take the times as they are, or the time to count from',
  });
}
