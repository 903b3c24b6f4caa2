import { TimeAverage } from '../statistics/time-average.js';
import type { Tasks } from '../world/tasks.js';

/**
 * One state of tasks over a window of time, in two accounts of their own: the average over time of a count that is kept at
 * changes, and the sum over tasks of the time that each spent in the state.
 */
class TaskState {
  private readonly number = new TimeAverage();
  private spent = 0;
  private from = 0;

  /** Starts the window anew; tasks that are in the state stay in it. */
  restart(time: number): void {
    this.number.restart(time);
    this.spent = 0;
    this.from = time;
  }

  enter(time: number): void {
    this.number.change(time, 1);
  }

  /** A task that came into the state at `since`, be it before the window, leaves it. */
  leave(since: number, time: number): void {
    this.number.change(time, -1);
    this.remains(since, time);
  }

  /** The same of a task that is in the state at the end of the window. */
  remains(since: number, time: number): void {
    this.spent += time - Math.max(since, this.from);
  }

  /** ∫ tasks in the state dt over the window up to `time`. */
  integral(time: number): number {
    return this.number.integral(time);
  }

  /** By how much the two accounts differ, once every task has been told that is in the state at the end. */
  difference(time: number): number {
    return Math.abs(this.number.integral(time) - this.spent);
  }
}

/**
 * What the tasks in the system are at, over a window of time. A task waits from its arrival until work on it first begins. It is in
 * service while at least one of its parts is served, and paused while work on it has begun and none of its parts is served: its
 * servers are down, it was preempted, or it was given back and is queued, or put up, again.
 */
export class TaskStates {
  readonly waiting = new TaskState();
  readonly inService = new TaskState();
  readonly paused = new TaskState();

  /** Starts the window anew. */
  restart(time: number): void {
    this.waiting.restart(time);
    this.inService.restart(time);
    this.paused.restart(time);
  }

  arrived(time: number): void {
    this.waiting.enter(time);
  }

  /** The first part of a task is served, or is again. To be told before `start` is set. */
  begun({ arrival, since, start }: Tasks, row: number, time: number): void {
    if (Number.isNaN(start[row]!)) this.waiting.leave(arrival[row]!, time);
    else this.paused.leave(since[row]!, time);
    this.inService.enter(time);
  }

  /** No part of a task is served any longer. To be told before `since` is set. */
  ended({ since }: Tasks, row: number, time: number): void {
    this.inService.leave(since[row]!, time);
    this.paused.enter(time);
  }

  /** A task of which no part is served leaves the system. */
  departed({ arrival, since, start }: Tasks, row: number, time: number): void {
    if (Number.isNaN(start[row]!)) this.waiting.leave(arrival[row]!, time);
    else this.paused.leave(since[row]!, time);
  }

  /** A task is in the system at the end of the window. */
  remains({ arrival, served, since, start }: Tasks, row: number, time: number): void {
    if (Number.isNaN(start[row]!)) this.waiting.remains(arrival[row]!, time);
    else if (served[row]! > 0) this.inService.remains(since[row]!, time);
    else this.paused.remains(since[row]!, time);
  }

  /**
   * How far the three states are from being all tasks of the window, and each from the sum of what its tasks spent in it, as a share
   * of `all`: rounding of about 10⁻¹², or a fault.
   *
   * @param all - ∫ tasks in the system dt over the window up to `time`, from a count of its own
   */
  error(all: number, time: number): number {
    const states = [this.waiting, this.inService, this.paused];
    const together = states.reduce((sum, state) => sum + state.integral(time), 0);
    const off = Math.max(Math.abs(together - all), ...states.map((state) => state.difference(time)));
    return off === 0 ? 0 : off / Math.max(all, together);
  }
}
