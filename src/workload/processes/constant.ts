import type { ArrivalProcess } from '../arrival-processes.js';

/** The same number every round; a fraction adds up, so that n rounds bring ⌊n · rate⌋ tasks. Draws nothing. */
export function constant({ rate }: { rate: number }): ArrivalProcess {
  return (round) => Math.floor((round + 1) * rate) - Math.floor(round * rate);
}
