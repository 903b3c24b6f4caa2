import { instant } from '../../engine/decimal-time.js';
import type { ArrivalProcess } from '../arrival-process.js';
import type { Trace } from '../trace.js';

/** Terms of {@link traced}. */
export interface Replay {
  trace: Pick<Trace, 'length' | 'time'>;
  /** Units of the trace's time in a round, or in a unit of continuous time. */
  roundLength: number;
}

/**
 * Replays a trace: a task arrives at time / roundLength, in rounds in the round ⌊time / roundLength⌋ of the decimal quotient. Draws nothing; after
 * the last task no other comes.
 */
export function traced({ trace, roundLength }: Replay): ArrivalProcess {
  return {
    counts() {
      let row = 0;
      return (round) => {
        const first = row;
        while (row < trace.length && Math.floor(instant(trace.time[row]! / roundLength)) <= round) row++;
        return row - first;
      };
    },

    times() {
      let row = 0;
      return () => (row < trace.length ? trace.time[row++]! / roundLength : Number.POSITIVE_INFINITY);
    },
  };
}
