import { readableNumber } from './summary/readable-number.js';

/** What the runs of an alternative or a point are too short for. */
interface Short {
  readonly leastTasks: number | null;
  readonly heavyTailed: { readonly leastTasks: number | null } | null;
}

/**
 * What is to be said of runs that are too short, each with the most tasks that any of them needs.
 *
 * @param who - a sentence about these of all
 */
export function shortfallNotes<Each extends Short>(
  all: readonly Each[],
  who: (short: readonly Each[], note: string) => string,
): string[] {
  const heavy = all.filter(({ heavyTailed }) => heavyTailed !== null);
  const short = all.filter(({ leastTasks }) => leastTasks !== null);
  const told = (those: readonly Each[], note: string): string =>
    those.length === all.length ? note : who(those, note);
  const notes: string[] = [];
  if (heavy.length > 0) notes.push(told(heavy, heavyNote(heavy.map((each) => each.heavyTailed!.leastTasks))));
  if (short.length > 0) notes.push(told(short, shortNote(short.map(({ leastTasks }) => leastTasks!))));
  return notes;
}

/** That a few long tasks decide; `null` where no number of tasks is enough. */
function heavyNote(leastTasks: readonly (number | null)[]): string {
  const what = 'times and loads have no interval, for a few long tasks decide';
  if (leastTasks.includes(null))
    return `${what}: however many tasks there are, E[S⁴] of their work is infinite`;
  return `${what}: at least ${most(leastTasks)} measured tasks in all replications together`;
}

/** That means are of runs as short as these. */
function shortNote(leastTasks: readonly number[]): string {
  return `runs are too short for the steady state: at least ${most(leastTasks)} tasks each, or a longer warm-up; intervals are of runs like these`;
}

function most(tasks: readonly (number | null)[]): string {
  return readableNumber(tasks.reduce<number>((a, b) => Math.max(a, b ?? 0), 0));
}
