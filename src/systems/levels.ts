import type { Scheduler } from '../engine/scheduler.js';
import type { System } from '../engine/system.js';
import { type LittlesLaw, LittlesLawCheck } from '../statistics/littles-law.js';
import { TimeAverage } from '../statistics/time-average.js';
import type { Tasks } from '../world/tasks.js';
import { EventKind } from './events.js';
import type { Market } from './market.js';

/**
 * What is averaged over time in a continuous run: from the arrival of the first task that is measured to the last arrival, or
 * to the time after which none comes, so that neither the filling of an empty system nor its draining counts.
 */
export class Levels {
  /** Tasks in the system, those that wait for another auction included. */
  readonly inSystem = new TimeAverage();
  /** Slots at work, and the work that they do in a unit of time. */
  readonly slots = new TimeAverage();
  readonly rate = new TimeAverage();
  /** The ends of the window; the last is NaN while it is open. */
  start = 0;
  end = Number.NaN;
  private readonly littlesLaw = new LittlesLawCheck();
  /** Σ over tasks of the time in the window in which work on them had not begun. */
  private waited = 0;

  get isOpen(): boolean {
    return Number.isNaN(this.end);
  }

  /** Starts the window anew. */
  restart(time: number): void {
    this.start = time;
    this.waited = 0;
    this.inSystem.restart(time);
    this.slots.restart(time);
    this.rate.restart(time);
    this.littlesLaw.restart(time);
  }

  /** A task leaves the system. */
  departed({ arrival, live, start }: Tasks, row: number, time: number): void {
    this.littlesLaw.departed(arrival[row]!, time);
    this.wait(arrival[row]!, start[row]!, time);
    this.inSystem.set(time, live);
  }

  /** A task is in the system at the end of the window. To be told once of each, before {@link close}. */
  remains({ arrival, start }: Tasks, row: number, time: number): void {
    this.littlesLaw.remains(arrival[row]!, time);
    this.wait(arrival[row]!, start[row]!, time);
  }

  /** Average over time of the tasks that wait for work on them to begin; 0 where the window is empty. */
  get waiting(): number {
    return this.end > this.start ? this.waited / (this.end - this.start) : 0;
  }

  /** Ends the window. */
  close(time: number): void {
    this.end = time;
    this.inSystem.set(time, 0);
    this.slots.set(time, 0);
    this.rate.set(time, 0);
  }

  /** `begun` is when work on it began, NaN where it did not. */
  private wait(arrival: number, begun: number, time: number): void {
    this.waited += Math.max(0, (begun <= time ? begun : time) - Math.max(arrival, this.start));
  }

  /** What became of Little's law over the window. */
  check(): LittlesLaw {
    return this.littlesLaw.check(this.inSystem.integral(this.end), this.end);
  }
}

/** Opens the window when warm-up is over, follows the tasks in the system and closes it with the arrivals. */
export function levelsSystem(market: Market, scheduler: Scheduler, levels: Levels, warmup: number): System {
  const { tasks } = market.world;
  let isWarm = warmup === 0;
  const arrived = (row: number): void => {
    if (!levels.isOpen) return;
    const { now } = scheduler;
    if (!isWarm && tasks.number[row]! >= warmup) {
      isWarm = true;
      levels.restart(now);
    }
    levels.inSystem.set(now, tasks.live);
  };
  const departed = (row: number): void => {
    if (!levels.isOpen) return;
    levels.departed(tasks, row, scheduler.now);
  };
  // Not written where they are assigned: V8 puts a function that is assigned to a property among its old objects at once, where it keeps
  // all of a run that is over until the next full collection: three times as many of them in a sweep of short runs.
  tasks.onSpawn = arrived;
  tasks.onDespawn = departed;
  return {
    name: 'levels',
    on: {
      [EventKind.End](time) {
        // Where warm-up is not over by then, nothing is measured.
        if (!isWarm) levels.restart(time);
        for (let row = 0; row < tasks.rows; row++) {
          if (tasks.alive[row] === 1) levels.remains(tasks, row, time);
        }
        levels.close(time);
      },
    },
  };
}
