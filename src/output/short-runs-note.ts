import { readableNumber } from './summary/readable-number.js';

/** That means are of runs as short as these. */
export function shortRunsNote(leastTasks: number): string {
  return `runs are too short for the steady state: at least ${readableNumber(leastTasks)} tasks each, or a longer warm-up; intervals are of runs like these`;
}
