import { evenly } from '../../engine/decimal-time.js';
import type { ArrivalProcess } from '../arrival-process.js';

/**
 * The same number of tasks, `rate`, in every time unit; draws nothing. In rounds a fraction adds up, so that n rounds
 * bring ⌊n · rate⌋ tasks; in continuous time the k-th task arrives at k / rate.
 */
export function constant({ rate }: { rate: number }): ArrivalProcess {
  return {
    counts: () => (round) => evenly(rate, round),
    times() {
      let arrived = 0;
      return () => ++arrived / rate;
    },
  };
}
