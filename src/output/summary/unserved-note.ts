import type { Summary } from '../../simulation/summary.js';
import { readableNumber } from './readable-number.js';

/** Share of the measured tasks that may be left undone before a summary says in its first lines that times leave them out. */
const unsaid = 0.01;

/** What to know of the times of a run in which many measured tasks were not completed; none where few were not. */
export function unservedNote({ measured, window }: Summary): string[] {
  const { tasks, unserved } = window;
  if (unserved === null || unserved <= unsaid) return [];
  const share = `${readableNumber(100 * unserved)} %`;
  const of = `${readableNumber(tasks - measured)} of ${readableNumber(tasks)} measured tasks (${share})`;
  return [`Times are of completed tasks alone: ${of} were not completed`];
}
