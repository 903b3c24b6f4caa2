import { extended } from '../../engine/columns.js';

/** Numbers in a state: load ratio, task load, sensitivity, risk aversion. */
export const bidStateSize = 4;

/** Bids of which the outcome is yet to come: parallel columns of which the first `count` rows are used. */
export class BidNotes {
  count = 0;
  server = new Int32Array(0);
  action = new Uint8Array(0);
  /** What the server's reward is measured from. */
  standing = new Float64Array(0);
  /** bidStateSize numbers a row. */
  states = new Float32Array(0);

  /** Adds a row, its state being `row` of `states`. */
  add(server: number, action: number, standing: number, states: Float32Array, row: number): void {
    const at = this.count++;
    if (at === this.server.length) this.reserve(Math.max(16, 2 * at));
    this.server[at] = server;
    this.action[at] = action;
    this.standing[at] = standing;
    for (let i = 0; i < bidStateSize; i++) {
      this.states[bidStateSize * at + i] = states[bidStateSize * row + i]!;
    }
  }

  private reserve(rows: number): void {
    this.server = extended(this.server, rows);
    this.action = extended(this.action, rows);
    this.standing = extended(this.standing, rows);
    this.states = extended(this.states, bidStateSize * rows);
  }
}
