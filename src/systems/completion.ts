import type { Moments } from '../statistics/moments.js';
import type { QuantileSketch } from '../statistics/quantile-sketch.js';
import type { Market } from './market.js';

/** Ends the stay of a task whose work is done. `task` is its row. */
export type Completion = (task: number, time: number) => void;

/** Mean and quantiles of a duration. */
export interface Durations {
  readonly moments: Moments;
  readonly sketch: QuantileSketch;
}

/** Takes note of a completed task's waiting time, sojourn time and SLA violation, and despawns it. */
export function completion(market: Market, waiting: Durations, sojourn: Durations): Completion {
  const { round, world } = market;
  const { tasks } = world;
  return (task, time) => {
    const arrival = tasks.arrival[task]!;
    observe(waiting, tasks.start[task]! - arrival);
    observe(sojourn, time - arrival);
    if (time - arrival > tasks.latency[task]!) round.violations[tasks.sla[task]!]!++;
    round.completed++;
    tasks.despawn(task);
  };
}

function observe({ moments, sketch }: Durations, duration: number): void {
  moments.add(duration);
  sketch.add(duration);
}
