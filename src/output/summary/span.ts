import type { Summary } from '../../simulation/summary.js';
import { readableNumber } from './readable-number.js';

/** How long a run was and why it ended: `150 rounds, complete`. */
export function spanOf({ clock, time, stop }: Pick<Summary, 'clock' | 'time' | 'stop'>): string {
  const span = readableNumber(time);
  return `${clock === 'rounds' ? `${span} rounds` : `time ${span}`}, ${stop}`;
}
