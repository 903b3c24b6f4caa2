import { extended } from '../engine/columns.js';

/** What a server is created with. */
export interface ServerTraits {
  /** > 0 */
  capacity: number;
  /** How steeply its bid rises with its load, ≥ 0. */
  sensitivity: number;
  /** ≥ 0 */
  riskAversion: number;
  /** The load ratio it aims at, ≥ 0. */
  targetLoadRatio: number;
  /** Load (or work, where complexity acts) done in a unit of time, ≥ 0. */
  processingRate: number;
  /** Coalition it belongs to, from 0. */
  coalition: number;
}

/** The component of servers: one row a server, the row being the server's id. Grows by doubling. */
export class Servers {
  /** Rows in use. */
  count = 0;
  capacity = new Float64Array(0);
  sensitivity = new Float64Array(0);
  riskAversion = new Float64Array(0);
  targetLoadRatio = new Float64Array(0);
  processingRate = new Float64Array(0);
  coalition = new Int32Array(0);
  /** Load of unfinished work. */
  load = new Float64Array(0);
  /** Tasks of which it has a part, served or waiting. */
  tasks = new Int32Array(0);
  /** 1 while it works and takes tasks, 0 while it is under repair. */
  up = new Uint8Array(0);
  /** Servers that are up. */
  working = 0;
  /** Σ payments received. */
  revenue = new Float64Array(0);
  /** Σ costs of the work taken on. */
  cost = new Float64Array(0);

  /** Adds an idle server and returns its id. Every column is written: a row may have had another life. */
  add(traits: ServerTraits): number {
    if (this.count === this.capacity.length) this.reserve(Math.max(16, 2 * this.count));
    const id = this.count++;
    this.capacity[id] = traits.capacity;
    this.sensitivity[id] = traits.sensitivity;
    this.riskAversion[id] = traits.riskAversion;
    this.targetLoadRatio[id] = traits.targetLoadRatio;
    this.processingRate[id] = traits.processingRate;
    this.coalition[id] = traits.coalition;
    this.load[id] = 0;
    this.tasks[id] = 0;
    this.up[id] = 1;
    this.working++;
    this.revenue[id] = 0;
    this.cost[id] = 0;
    return id;
  }

  /** Has a server that is up go under repair. */
  fail(server: number): void {
    this.up[server] = 0;
    this.working--;
  }

  /** Has a server that is under repair work again. */
  repair(server: number): void {
    this.up[server] = 1;
    this.working++;
  }

  /** load / capacity, not clamped. */
  ratio(server: number): number {
    return this.load[server]! / this.capacity[server]!;
  }

  /** Makes room for `rows` servers in all. */
  reserve(rows: number): void {
    this.capacity = extended(this.capacity, rows);
    this.sensitivity = extended(this.sensitivity, rows);
    this.riskAversion = extended(this.riskAversion, rows);
    this.targetLoadRatio = extended(this.targetLoadRatio, rows);
    this.processingRate = extended(this.processingRate, rows);
    this.coalition = extended(this.coalition, rows);
    this.load = extended(this.load, rows);
    this.tasks = extended(this.tasks, rows);
    this.up = extended(this.up, rows);
    this.revenue = extended(this.revenue, rows);
    this.cost = extended(this.cost, rows);
  }
}
