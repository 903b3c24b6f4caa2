import { readableNumber } from './summary/readable-number.js';

/** What the runs of an alternative or a point are too short for. */
interface Short {
  readonly leastTasks: number | null;
  readonly isUnknown: boolean;
  readonly rareEvents: { readonly leastTasks: number | null } | null;
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
  const rare = all.filter(({ rareEvents }) => rareEvents !== null);
  const short = all.filter(({ leastTasks }) => leastTasks !== null);
  const unknown = all.filter(({ isUnknown }) => isUnknown);
  const told = (those: readonly Each[], note: string): string =>
    those.length === all.length ? note : who(those, note);
  const notes: string[] = [];
  if (rare.length > 0) notes.push(told(rare, rareNote(rare.map((each) => each.rareEvents!.leastTasks))));
  if (short.length > 0) notes.push(told(short, shortNote(short.map(({ leastTasks }) => leastTasks!))));
  // Where nothing is known of any, nothing is said of any either.
  if (unknown.length > 0 && unknown.length < all.length) notes.push(who(unknown, unknownNote));
  return notes;
}

/** That a few rare events decide. */
function rareNote(leastTasks: readonly (number | null)[]): string {
  const what = 'a few rare events decide, such as long tasks, long repairs or bursts';
  if (leastTasks.includes(null)) return `${what}, in runs of any length`;
  return `${what}: at least ${most(leastTasks)} measured tasks in all replications together`;
}

/** That means are of runs as short as these. */
function shortNote(leastTasks: readonly number[]): string {
  return `runs are too short for the steady state: at least ${most(leastTasks)} tasks each, or a longer warm-up; all is of runs like these`;
}

const unknownNote = 'how long runs must be for the steady state is not known; all is of runs like these';

function most(tasks: readonly (number | null)[]): string {
  return readableNumber(tasks.reduce<number>((a, b) => Math.max(a, b ?? 0), 0));
}
