import type { Discipline } from '../../queueing/discipline.js';
import type { Market } from '../market.js';
import type { Levels } from './levels.js';

/** Follows how many slots are at work, and adds up the work that they do in the round's tally. */
export class BusySlots {
  private slots = 0;
  /** Slots of each server at work, as of the last time it was looked at. */
  private readonly busy: Int32Array;
  /** Σ over servers of slots at work × rate, as of `last`. */
  private rate = 0;
  private last = 0;

  constructor(
    private readonly market: Market,
    private readonly discipline: Discipline,
    private readonly levels: Levels,
  ) {
    this.busy = new Int32Array(market.world.servers.count);
  }

  /** To be called after a change of what `server` works on: 9 times in 10, at a load of 0.9, another part took the slot. */
  follow(server: number, time: number): void {
    const busy = this.discipline.busy(server);
    const change = busy - this.busy[server]!;
    if (change === 0) return;
    this.accrue(time);
    this.busy[server] = busy;
    this.slots += change;
    // A fleet that does nothing does exactly nothing, whatever rounding left of the differences.
    this.rate = this.slots === 0 ? 0 : this.rate + change * this.market.world.servers.processingRate[server]!;
    if (!this.levels.isOpen) return;
    this.levels.slots.set(time, this.slots);
    this.levels.rate.set(time, this.rate);
  }

  /** Takes the time since the last change into the sum of work. */
  accrue(time: number): void {
    this.market.round.work += this.rate * (time - this.last);
    this.last = time;
  }
}
