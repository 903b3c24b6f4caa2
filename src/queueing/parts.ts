import { extended } from '../engine/columns.js';

/** What a part is made of. */
export interface PartTraits {
  /** Row of its task. */
  task: number;
  server: number;
  /** Its share of the task's load, > 0. */
  load: number;
  /** Work that it needs, in units of processing rate × time, > 0. */
  work: number;
  /** Priority class; 0 goes first. */
  priority: number;
}

/**
 * Parts of tasks at servers: a task that a coalition shares has one part a server. Rows are recycled; memory follows
 * the most parts that were ever there together.
 */
export class Parts {
  task = new Int32Array(0);
  server = new Int32Array(0);
  load = new Float64Array(0);
  /** Work that it needs from start to end, and what is left of it as of the last time it was begun or paused. */
  work = new Float64Array(0);
  remaining = new Float64Array(0);
  priority = new Uint8Array(0);
  /** The time at which it is done, if all goes on as it does; NaN where it is not served. */
  due = new Float64Array(0);
  /** The next part of the same task; −1 behind the last. */
  sibling = new Int32Array(0);
  /** The first part of each task, by the task's row; −1 where it has none. */
  private first = new Int32Array(0);
  /** Rows that are in use or were. */
  rows = 0;
  private free = new Int32Array(0);
  private freeCount = 0;

  /** Adds a part and returns its row. O(1) amortised. */
  add(traits: Readonly<PartTraits>): number {
    const part = this.freeCount > 0 ? this.free[--this.freeCount]! : this.newRow();
    this.task[part] = traits.task;
    this.server[part] = traits.server;
    this.load[part] = traits.load;
    this.work[part] = traits.work;
    this.remaining[part] = traits.work;
    this.priority[part] = traits.priority;
    this.due[part] = Number.NaN;
    if (traits.task >= this.first.length) this.makeRoomFor(traits.task);
    this.sibling[part] = this.first[traits.task]!;
    this.first[traits.task] = part;
    return part;
  }

  /** The first part of a task, −1 where it has none; `sibling` leads on. */
  firstOf(task: number): number {
    return this.first[task]!;
  }

  /** Tasks that have a part at `server`. O(rows). */
  tasksAt(server: number): number[] {
    const tasks = new Set<number>();
    for (let part = 0; part < this.rows; part++) {
      if (this.server[part] === server) tasks.add(this.task[part]!);
    }
    return [...tasks];
  }

  /** Gives the row of a part back. O(parts of its task). */
  release(part: number): void {
    const { first, sibling } = this;
    const task = this.task[part]!;
    if (first[task] === part) first[task] = sibling[part]!;
    else {
      let before = first[task]!;
      while (sibling[before] !== part) before = sibling[before]!;
      sibling[before] = sibling[part]!;
    }
    this.server[part] = -1;
    this.free[this.freeCount++] = part;
  }

  private makeRoomFor(task: number): void {
    const from = this.first.length;
    this.first = extended(this.first, Math.max(64, 2 * task)).fill(-1, from);
  }

  private newRow(): number {
    if (this.rows === this.task.length) this.grow(Math.max(64, 2 * this.rows));
    return this.rows++;
  }

  private grow(rows: number): void {
    this.task = extended(this.task, rows);
    this.server = extended(this.server, rows);
    this.load = extended(this.load, rows);
    this.work = extended(this.work, rows);
    this.remaining = extended(this.remaining, rows);
    this.priority = extended(this.priority, rows);
    this.due = extended(this.due, rows);
    this.sibling = extended(this.sibling, rows);
    this.free = extended(this.free, rows);
  }
}
