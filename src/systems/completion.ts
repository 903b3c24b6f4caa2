import { elapsed, instant } from '../engine/decimal-time.js';
import { BatchMeans } from '../statistics/batch-means.js';
import { QuantileSketch } from '../statistics/quantile-sketch.js';
import { slaClasses } from '../workload/trace.js';
import type { Tasks } from '../world/tasks.js';
import type { Market } from './market.js';
import type { CompletionRecord, Observer } from './records.js';

/** Ends the stay of a task whose work is done. `task` is its row. */
export type Completion = (task: number, time: number) => void;

/** Mean and quantiles of a duration: of all tasks, and by SLA class. */
export class Durations {
  /** In order of arrival; the kinds are the classes. */
  readonly means = new BatchMeans(slaClasses.length);
  /** Of each class; together they are those of all tasks. */
  readonly sketches = slaClasses.map(() => new QuantileSketch());

  /**
   * Adds the duration in `column[at]`.
   *
   * @param place - of the task among those that are measured, in order of arrival, from 0
   */
  add(place: number, column: Float64Array, at: number, sla: number): void {
    const duration = column[at]!;
    this.means.add(place, duration, sla);
    this.sketches[sla]!.add(duration);
  }
}

/**
 * Takes note of a completed task's waiting time, sojourn time and SLA violation, tells observers and despawns it. Of the first
 * `warmup` tasks nothing is noted but in the tally of the round.
 */
export function completion(
  market: Market,
  waiting: Durations,
  sojourn: Durations,
  warmup: number,
  observers: readonly Observer[],
): Completion {
  const { round, total, world } = market;
  const { tasks } = world;
  const listeners = observers.filter((observer) => observer.completion);
  const record: CompletionRecord = { task: 0, time: 0, waiting: 0, sojourn: 0, sla: 0 };
  const tell = (task: number, time: number): void => {
    const arrival = tasks.arrival[task]!;
    record.task = tasks.number[task]!;
    record.time = time;
    record.waiting = elapsed(arrival, tasks.start[task]!);
    record.sojourn = elapsed(arrival, time);
    record.sla = tasks.sla[task]!;
    for (const listener of listeners) listener.completion!(record);
  };
  const stay = new Float64Array(2);
  return (task, time) => {
    const sla = tasks.sla[task]!;
    const isLate = timesOf(tasks, task, time, stay);
    if (isLate) round.violations[sla]!++;
    const place = tasks.number[task]! - warmup;
    if (place >= 0) {
      waiting.add(place, stay, 0, sla);
      sojourn.add(place, stay, 1, sla);
      if (isLate) total.violations[sla]!++;
    }
    if (listeners.length > 0) tell(task, time);
    round.completed++;
    tasks.despawn(task);
  };
}

/** Rounding to an instant moves a time by less than this share of it. */
const ROUNDING = 1e-14;

/**
 * Writes waiting and sojourn time of a task that is done to `stay`, and says whether it is late: done after its deadline. What
 * rounding cannot change is not rounded: numbers that cross a call are allocated, some 50 bytes a task.
 */
function timesOf(
  { arrival, latency, start }: Tasks,
  task: number,
  time: number,
  stay: Float64Array,
): boolean {
  const from = arrival[task]!;
  const begun = start[task]!;
  const areWhole = Math.floor(from) === from && Math.floor(begun) === begun && Math.floor(time) === time;
  stay[0] = areWhole ? begun - from : elapsed(from, begun);
  stay[1] = areWhole ? time - from : elapsed(from, time);
  const deadline = from + latency[task]!;
  if (Math.abs(time - deadline) > ROUNDING * time) return time > deadline;
  return time > instant(deadline);
}
