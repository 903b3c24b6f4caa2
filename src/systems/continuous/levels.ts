import type { Scheduler } from '../../engine/scheduler.js';
import type { System } from '../../engine/system.js';
import { DeviationOverTime } from '../../statistics/deviation-over-time.js';
import { type LittlesLaw, LittlesLawCheck } from '../../statistics/littles-law.js';
import { TimeAverage } from '../../statistics/time-average.js';
import type { Tasks } from '../../world/tasks.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';
import { TaskStates } from './task-states.js';

/**
 * What is averaged over time in a continuous run: from the arrival of the first task that is measured to the last arrival, or
 * to the time after which none comes, so that neither the filling of an empty system nor its draining counts.
 */
export class Levels {
  /** Tasks in the system, those that wait for another auction included. */
  readonly inSystem = new TimeAverage();
  /** Those of them that wait, are in service and are paused. */
  readonly states: TaskStates;
  /** Slots at work, and the work that they do in a unit of time. */
  readonly slots = new TimeAverage();
  readonly rate = new TimeAverage();
  /** Standard deviation of loads. */
  readonly fairness: DeviationOverTime;
  /** Messages in the window; until it is closed, minus those before it. */
  messages = 0;
  /** The ends of the window; the last is NaN while it is open. */
  start = 0;
  end = Number.NaN;
  private readonly littlesLaw = new LittlesLawCheck();

  /** @param servers - how many there are, all without a load */
  constructor(
    servers: number,
    private readonly scheduler: Pick<Scheduler, 'now'>,
  ) {
    this.states = new TaskStates(scheduler);
    this.fairness = new DeviationOverTime(servers, scheduler);
  }

  get isOpen(): boolean {
    return Number.isNaN(this.end);
  }

  /** Starts the window anew. */
  restart(time: number): void {
    this.start = time;
    this.inSystem.restart(time);
    this.states.restart();
    this.slots.restart(time);
    this.rate.restart(time);
    this.fairness.restart();
    this.littlesLaw.restart(time);
  }

  /** The load of a server has changed. */
  loadChanged(loads: Float64Array, server: number): void {
    if (this.isOpen) this.fairness.follow(loads, server);
  }

  /** A task has come into the system. */
  arrived({ live }: Tasks, time: number): void {
    this.inSystem.set(time, live);
    this.states.arrived();
  }

  /** A server begins to serve a task that none serves, in the window or not. */
  begun(tasks: Tasks, row: number): void {
    if (this.isOpen) this.states.begun(tasks, row);
    const { now } = this.scheduler;
    if (Number.isNaN(tasks.start[row]!)) tasks.start[row] = now;
    tasks.since[row] = now;
  }

  /** The last server that served a task stops. */
  ended(tasks: Tasks, row: number): void {
    if (this.isOpen) this.states.ended(tasks, row);
    tasks.since[row] = this.scheduler.now;
  }

  /** A task leaves the system. */
  departed(tasks: Tasks, row: number, time: number): void {
    this.littlesLaw.departed(tasks.arrival[row]!, time);
    this.states.departed(tasks, row);
    this.inSystem.set(time, tasks.live);
  }

  /** A task is in the system at the end of the window. To be told once of each, before {@link close}. */
  remains(tasks: Tasks, row: number, time: number): void {
    this.littlesLaw.remains(tasks.arrival[row]!, time);
    this.states.remains(tasks, row);
  }

  /** Ends the window. */
  close(time: number): void {
    this.end = time;
    this.inSystem.set(time, 0);
    this.slots.set(time, 0);
    this.rate.set(time, 0);
    this.states.close();
  }

  /** What became of Little's law over the window. */
  check(): LittlesLaw {
    return this.littlesLaw.check(this.inSystem.integral(this.end), this.end);
  }

  /** How far the states of tasks are from adding up; see {@link TaskStates.error}. */
  statesError(): number {
    return this.states.error(this.inSystem.integral(this.end));
  }
}

/** Opens the window when warm-up is over, follows the tasks in the system and closes it with the arrivals. */
export function levelsSystem(market: Market, scheduler: Scheduler, levels: Levels, warmup: number): System {
  const { tasks } = market.world;
  const open = (time: number): void => {
    levels.restart(time);
    levels.messages = -market.allocation.messages;
  };
  let isWarm = warmup === 0;
  const arrived = (row: number): void => {
    if (!levels.isOpen) return;
    const { now } = scheduler;
    if (!isWarm && tasks.number[row]! >= warmup) {
      isWarm = true;
      open(now);
    }
    levels.arrived(tasks, now);
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
        if (!isWarm) open(time);
        levels.messages += market.allocation.messages;
        for (let row = 0; row < tasks.rows; row++) {
          if (tasks.alive[row] === 1) levels.remains(tasks, row, time);
        }
        levels.close(time);
      },
    },
  };
}
