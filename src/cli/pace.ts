import { readableNumber } from '../output/summary/readable-number.js';

/** How fast something goes on; null while nothing is done. */
export interface Pace {
  /** Done a second. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
}

/** The pace of what has done so much of `total` in so many seconds. */
export function paceOf(done: number, total: number, seconds: number): Pace {
  if (done === 0 || seconds === 0) return { rate: null, secondsLeft: null };
  const rate = done / seconds;
  return { rate, secondsLeft: Math.max(0, total - done) / rate };
}

/** `0.4` a second and `3 min` left; `–` where it is not known. */
export function paceInWords({ rate, secondsLeft }: Pace): { readonly rate: string; readonly left: string } {
  return {
    rate: rate === null ? '–' : readableNumber(rate),
    left: secondsLeft === null ? '–' : duration(secondsLeft),
  };
}

/** `run 3 of 20  0.1/s  3 min left` */
export function paceLine(what: string, done: number, total: number, seconds: number): string {
  const { rate, left } = paceInWords(paceOf(done, total, seconds));
  return `${what} ${done} of ${total}  ${rate}/s  ${left} left`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${readableNumber(seconds / 3600)} h`;
}
