import { extended } from '../engine/columns.js';

/** What a task is like when it arrives. */
export interface TaskTraits {
  /** > 0 */
  load: number;
  /** Work in a unit of load, > 0. */
  complexity: number;
  /** Longest sojourn that is no SLA violation, in units of time, ≥ 0. */
  latency: number;
  /** SLA class: index into `slaClasses`. */
  sla: number;
}

/** Tasks that may be in the system together. */
const MOST = 2 ** 24;

/**
 * The component of tasks: one row a task in the system. Rows are recycled, which costs 20 ns a task. Memory follows the
 * most tasks that were ever in the system together.
 */
export class Tasks {
  /** Tasks in the system. */
  live = 0;
  /** 1 while the row's task is in the system. */
  alive = new Uint8Array(0);
  /** 0-based number of the task, in order of arrival. */
  number = new Float64Array(0);
  load = new Float64Array(0);
  complexity = new Float64Array(0);
  latency = new Float64Array(0);
  sla = new Uint8Array(0);
  /** Time of arrival. */
  arrival = new Float64Array(0);
  /** Time at which work on it first began; NaN before. */
  start = new Float64Array(0);
  /** Servers at which parts of it are left, and those of them that serve their part now. */
  parts = new Uint8Array(0);
  served = new Uint8Array(0);
  /** Time at which the last server stopped, or the first began, to serve a part of it. */
  since = new Float64Array(0);
  /** Auctions it has been through without being sold. */
  attempts = new Uint32Array(0);
  /** Rows that are in use or were: the most tasks that were ever in the system together. */
  rows = 0;
  /** Told the row of each task that has come, and of each that has left, whose columns are still readable. */
  onSpawn: ((row: number) => void) | undefined;
  onDespawn: ((row: number) => void) | undefined;
  private free = new Int32Array(0);
  private freeCount = 0;

  /** @param limit - the most tasks that may be in the system together */
  constructor(private readonly limit = MOST) {}

  /**
   * Brings a task into the system and returns its row. O(1) amortised; allocates only where more tasks are in the
   * system than ever before.
   *
   * @throws RangeError where the limit of tasks is reached
   */
  spawn(number: number, arrival: number, traits: Readonly<TaskTraits>): number {
    const row = this.freeCount > 0 ? this.free[--this.freeCount]! : this.newRow();
    this.alive[row] = 1;
    this.number[row] = number;
    this.load[row] = traits.load;
    this.complexity[row] = traits.complexity;
    this.latency[row] = traits.latency;
    this.sla[row] = traits.sla;
    this.arrival[row] = arrival;
    this.start[row] = Number.NaN;
    this.parts[row] = 0;
    this.served[row] = 0;
    this.attempts[row] = 0;
    this.live++;
    this.onSpawn?.(row);
    return row;
  }

  /**
   * Takes a task out of the system; its row will serve another.
   *
   * @throws Error if the row holds no task
   */
  despawn(row: number): void {
    if (this.alive[row] !== 1) throw new Error(`task row ${row} is not in use`);
    this.alive[row] = 0;
    this.free[this.freeCount++] = row;
    this.live--;
    this.onDespawn?.(row);
  }

  private newRow(): number {
    if (this.rows === this.limit)
      throw new RangeError(`more than ${this.limit} tasks are in the system together`);
    if (this.rows === this.alive.length) this.grow(Math.min(this.limit, Math.max(64, 2 * this.rows)));
    return this.rows++;
  }

  private grow(rows: number): void {
    this.alive = extended(this.alive, rows);
    this.number = extended(this.number, rows);
    this.load = extended(this.load, rows);
    this.complexity = extended(this.complexity, rows);
    this.latency = extended(this.latency, rows);
    this.sla = extended(this.sla, rows);
    this.arrival = extended(this.arrival, rows);
    this.start = extended(this.start, rows);
    this.parts = extended(this.parts, rows);
    this.served = extended(this.served, rows);
    this.since = extended(this.since, rows);
    this.attempts = extended(this.attempts, rows);
    this.free = extended(this.free, rows);
  }
}
