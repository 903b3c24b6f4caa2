import type { Scheduler } from '../../engine/scheduler.js';
import type { Tasks } from '../../world/tasks.js';

/** The states that a task in the system can be in. */
const WAITING = 0;
const IN_SERVICE = 1;
const PAUSED = 2;
const STATES = 3;

/**
 * What the tasks in the system are at, over a window of time. A task waits from its arrival until work on it first begins. It is in
 * service while at least one of its parts is served, and paused while work on it has begun and none of its parts is served: its
 * servers are down, it was preempted, or it was given back and is queued, or put up, again.
 *
 * Each state has two accounts: a count that is kept at changes and added up over time, and the sum over tasks of the time that each
 * spent in it. Plain sums: relative error at most (changes + 2) · 2⁻⁵³. The time is read from the scheduler, because a double that is
 * passed to a function may have to be allocated.
 */
export class TaskStates {
  private from = 0;
  private last = 0;
  /** Tasks in each state, their integral over time up to `last`, and what single tasks have spent in it. */
  private readonly counts = new Int32Array(STATES);
  private readonly areas = new Float64Array(STATES);
  private readonly spent = new Float64Array(STATES);

  constructor(private readonly scheduler: Pick<Scheduler, 'now'>) {}

  /** Starts the window anew; tasks stay in their states. */
  restart(): void {
    this.from = this.scheduler.now;
    this.last = this.from;
    this.areas.fill(0);
    this.spent.fill(0);
  }

  arrived(): void {
    this.accrue();
    this.counts[WAITING]!++;
  }

  /** The first part of a task is served, or is again. To be told before `start` is set. */
  begun(tasks: Tasks, row: number): void {
    this.departed(tasks, row);
    this.counts[IN_SERVICE]!++;
  }

  /** No part of a task is served any longer. To be told before `since` is set. */
  ended(tasks: Tasks, row: number): void {
    this.accrue();
    this.counts[IN_SERVICE]!--;
    this.counts[PAUSED]!++;
    this.spend(IN_SERVICE, tasks.since, row);
  }

  /** A task of which no part is served leaves the system, or its state. */
  departed(tasks: Tasks, row: number): void {
    this.accrue();
    const isWaiting = Number.isNaN(tasks.start[row]!);
    const state = isWaiting ? WAITING : PAUSED;
    this.counts[state]!--;
    this.spend(state, isWaiting ? tasks.arrival : tasks.since, row);
  }

  /** A task is in the system at the end of the window. */
  remains({ arrival, served, since, start }: Tasks, row: number): void {
    if (Number.isNaN(start[row]!)) this.spend(WAITING, arrival, row);
    else this.spend(served[row]! > 0 ? IN_SERVICE : PAUSED, since, row);
  }

  /** Ends the window. To be told after each task that {@link remains}. */
  close(): void {
    this.accrue();
  }

  /** ∫ tasks that wait, are in service and are paused dt over the window. */
  get integrals(): { readonly waiting: number; readonly inService: number; readonly paused: number } {
    const [waiting, inService, paused] = this.areas as unknown as [number, number, number];
    return { waiting, inService, paused };
  }

  /**
   * How far the three states are from being all tasks of the window, and each from the sum of what its tasks spent in it, as a share
   * of `all`: rounding of about 10⁻¹², or a fault.
   *
   * @param all - ∫ tasks in the system dt over the window, from a count of its own
   */
  error(all: number): number {
    const together = this.areas.reduce((sum, area) => sum + area, 0);
    const differences = this.areas.map((area, state) => Math.abs(area - this.spent[state]!));
    const off = Math.max(Math.abs(together - all), ...differences);
    return off === 0 ? 0 : off / Math.max(all, together);
  }

  /** Takes the time since the last change into the integrals. */
  private accrue(): void {
    const { areas, counts } = this;
    const { now } = this.scheduler;
    const length = now - this.last;
    if (length === 0) return;
    this.last = now;
    areas[WAITING]! += counts[WAITING]! * length;
    areas[IN_SERVICE]! += counts[IN_SERVICE]! * length;
    areas[PAUSED]! += counts[PAUSED]! * length;
  }

  /** A task has been in a state since `since[row]`, be it before the window. */
  private spend(state: number, since: Float64Array, row: number): void {
    this.spent[state]! += this.scheduler.now - Math.max(since[row]!, this.from);
  }
}
