import { extended } from '../engine/columns.js';

/**
 * The work that each server has taken on, first in, first out. A piece of work is a server's part of a task;
 * pieces live in a pool of parallel columns, linked into one queue a server, and are recycled.
 */
export class WorkQueues {
  /** Row of the task that each piece belongs to. */
  task = new Int32Array(0);
  /** Work that is left, in units of processing rate × time. */
  remaining = new Float64Array(0);
  private next = new Int32Array(0);
  private head = new Int32Array(0);
  private tail = new Int32Array(0);
  private freeHead = -1;

  /** Makes room for `servers` queues. */
  constructor(servers: number) {
    this.head = new Int32Array(servers).fill(-1);
    this.tail = new Int32Array(servers).fill(-1);
  }

  /** The piece that `server` works on; −1 where it has none. */
  front(server: number): number {
    return this.head[server]!;
  }

  /** Puts `amount` of work on a task behind what `server` already has. */
  append(server: number, task: number, amount: number): void {
    if (this.freeHead < 0) this.grow(Math.max(64, 2 * this.task.length));
    const piece = this.freeHead;
    this.freeHead = this.next[piece]!;
    this.task[piece] = task;
    this.remaining[piece] = amount;
    this.next[piece] = -1;
    if (this.head[server] === -1) this.head[server] = piece;
    else this.next[this.tail[server]!] = piece;
    this.tail[server] = piece;
  }

  /** Takes the piece off that `server` works on. There must be one. */
  removeFront(server: number): void {
    const piece = this.head[server]!;
    this.head[server] = this.next[piece]!;
    this.next[piece] = this.freeHead;
    this.freeHead = piece;
  }

  private grow(rows: number): void {
    const from = this.task.length;
    this.task = extended(this.task, rows);
    this.remaining = extended(this.remaining, rows);
    this.next = extended(this.next, rows);
    for (let piece = rows - 1; piece >= from; piece--) {
      this.next[piece] = this.freeHead;
      this.freeHead = piece;
    }
  }
}
