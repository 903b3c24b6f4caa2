import type { Discipline } from '../queueing/discipline.js';
import type { Levels } from './levels.js';
import type { Market } from './market.js';

/** Follows how many slots are at work, and adds up the work that they do in the round's tally. */
export class Effort {
  private slots = 0;
  /** Σ over servers of slots at work × rate, as of `last`. */
  private rate = 0;
  private last = 0;

  constructor(
    private readonly market: Market,
    private readonly discipline: Discipline,
    private readonly levels: Levels,
  ) {}

  /** To be called before a change of what `server` works on, and {@link after} behind it. */
  before(server: number, time: number): void {
    this.accrue(time);
    const busy = this.discipline.busy(server);
    this.slots -= busy;
    this.rate -= busy * this.market.world.servers.processingRate[server]!;
  }

  after(server: number): void {
    const busy = this.discipline.busy(server);
    this.slots += busy;
    // A fleet that does nothing does exactly nothing, whatever rounding left of the differences.
    this.rate = this.slots === 0 ? 0 : this.rate + busy * this.market.world.servers.processingRate[server]!;
    if (!this.levels.isOpen) return;
    this.levels.slots.set(this.last, this.slots);
    this.levels.rate.set(this.last, this.rate);
  }

  /** Takes the time since the last change into the sum of work. */
  accrue(time: number): void {
    this.market.round.work += this.rate * (time - this.last);
    this.last = time;
  }
}
