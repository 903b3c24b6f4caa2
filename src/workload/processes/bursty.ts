import { randomPoisson } from 'd3-random';
import type { Uniform } from '../../random/distribution.js';
import { exponentialGap } from '../../random/exponential-gap.js';
import type { ArrivalProcess } from '../arrival-process.js';

/** Changes of state in a row without a task, before the next task is drawn whatever changes come before it. */
const MOST_CHANGES = 1000;
/** That find a number to the last bits. */
const HALVINGS = 100;

/** Terms of {@link bursty}. */
export interface Bursts {
  /** Mean tasks a time unit while calm, and in a burst. */
  calm: number;
  burst: number;
  /**
   * In rounds, the chance that a calm round is followed by a burst, and that a round of a burst is its last; in continuous
   * time, the rates at which bursts begin and end. Either way calm lasts 1 / enter on average, a burst 1 / leave.
   */
  enter: number;
  leave: number;
}

/**
 * A Markov-modulated Poisson process of two states (Fischer & Meier-Hellstern 1993). It starts calm. The long-run mean is
 * (calm · leave + burst · enter) / (enter + leave) on either clock; its variance is not the same.
 */
export function bursty({ calm, burst, enter, leave }: Bursts): ArrivalProcess {
  return {
    counts(uniform) {
      const poisson = randomPoisson.source(uniform);
      let inBurst = false;
      return () => {
        const tasks = poisson(inBurst ? burst : calm)();
        inBurst = uniform() < (inBurst ? leave : enter) ? !inBurst : inBurst;
        return tasks;
      };
    },

    times(uniform) {
      if (calm <= 0 && burst <= 0) return () => Number.POSITIVE_INFINITY;
      let inBurst = false;
      let change = exponentialGap(enter, uniform);
      const gap = (): number => exponentialGap(inBurst ? burst : calm, uniform);
      return (time) => {
        let next = time + gap();
        // What is left of a gap when the state changes is drawn anew: exponential gaps have no memory.
        for (let changes = 0; next > change; changes++) {
          const from = change;
          inBurst = !inBurst;
          if (changes === MOST_CHANGES) {
            const found = gapOf({ calm, burst, enter, leave }, inBurst, uniform);
            inBurst = found.inBurst;
            next = from + found.gap;
            change = next + exponentialGap(inBurst ? leave : enter, uniform);
            return next;
          }
          next = from + gap();
          change = from + exponentialGap(inBurst ? leave : enter, uniform);
        }
        return next;
      };
    },
  };
}

/**
 * The time to the next task, and the state in which it comes, whatever changes come before it: a phase-type law of two phases (Neuts
 * 1981). With A = [[−(calm + enter), enter], [leave, −(burst + leave)]] no task comes until t with chance (exp(At) 1) of
 * the state at the start, which is inverted; and it comes in a state with a chance in proportion to exp(At) of start and state
 * times its rate. At most some hundred steps.
 */
export function gapOf(terms: Bursts, inBurst: boolean, uniform: Uniform): { gap: number; inBurst: boolean } {
  const { calm, burst, enter, leave } = terms;
  const trace = calm + enter + burst + leave;
  const determinant = enter * burst + calm * leave + calm * burst;
  const root = Math.sqrt((calm + enter - burst - leave) ** 2 + 4 * enter * leave);
  const fast = -(trace + root) / 2;
  const slow = determinant / fast;
  /** exp(At) of two states, of which A has `entry`. */
  const reached = (entry: number, isStart: boolean, t: number): number =>
    (Math.exp(slow * t) * (entry - (isStart ? fast : 0)) -
      Math.exp(fast * t) * (entry - (isStart ? slow : 0))) /
    (slow - fast);
  const stays = inBurst ? -(burst + leave) : -(calm + enter);
  const turns = inBurst ? leave : enter;
  const isEmpty = (t: number): number => reached(stays, true, t) + reached(turns, false, t);
  const gap = where(isEmpty, 1 - uniform(), -1 / slow);
  const same = Math.max(0, reached(stays, true, gap)) * (inBurst ? burst : calm);
  const other = Math.max(0, reached(turns, false, gap)) * (inBurst ? calm : burst);
  return { gap, inBurst: uniform() * (same + other) < same ? inBurst : !inBurst };
}

/** Where a function that falls from 1 to 0 is `level`, to the last bits. */
function where(falling: (t: number) => number, level: number, scale: number): number {
  let [low, high] = [0, scale];
  while (falling(high) > level) [low, high] = [high, 2 * high];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (falling(middle) > level) low = middle;
    else high = middle;
  }
  return high;
}
