import { Balancer } from '../../balancers/balancer.js';
import { extended } from '../../engine/columns.js';
import { elapsed } from '../../engine/decimal-time.js';
import type { Allocation } from '../allocation.js';

/** Has a balancer place tasks, and tells it what becomes of them. */
export class Placement implements Allocation {
  readonly reserve = Number.NaN;
  readonly predictor = undefined;
  readonly actor = undefined;
  readonly ticks = [];
  /** When each task was placed last, by its row, and how many tasks were at the server. */
  private time = new Float64Array(0);
  private found = new Int32Array(0);
  /** Whether the balancer makes anything of it. */
  private readonly isTold: boolean;

  constructor(readonly balancer: Balancer) {
    this.isTold = balancer.returned !== Balancer.prototype.returned;
  }

  get messages(): number {
    return this.balancer.messages;
  }

  serverChanged(server: number, time: number): void {
    this.balancer.serverChanged(server, time);
  }

  /** A task goes to a server at which there are `found` others. */
  placed(task: number, time: number, found: number): void {
    if (!this.isTold) return;
    if (task >= this.time.length) {
      const rows = Math.max(64, 2 * task);
      this.time = extended(this.time, rows);
      this.found = extended(this.found, rows);
    }
    this.time[task] = time;
    this.found[task] = found;
  }

  returned(task: number, server: number, time: number): void {
    if (!this.isTold) return;
    this.balancer.returned(server, time, elapsed(this.time[task]!, time), this.found[task]!);
  }

  lost(server: number, time: number): void {
    this.balancer.lost(server, time);
  }
}
