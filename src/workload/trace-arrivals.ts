import type { ArrivalProcess } from './arrival-processes.js';
import type { Trace } from './trace.js';

/** Replays a trace: a task belongs to round ⌊time / roundLength⌋. */
export function traceArrivals(trace: Trace, roundLength: number): ArrivalProcess {
  let row = 0;
  return (round) => {
    const first = row;
    while (row < trace.length && Math.floor(trace.time[row]! / roundLength) <= round) row++;
    return row - first;
  };
}
