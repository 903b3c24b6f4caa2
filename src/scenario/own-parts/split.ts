import type { Split } from '../../market/split.js';
import type { OwnCode } from './own-code.js';

/** What rounding may take from a task, as a share of its load. */
const ROUNDING = 1e-9;

/** The split that a file exports: `(task, members, spare, shares, options)` writes to `shares`. */
export function ownSplit(
  split: (...given: [...Parameters<Split>, options: object]) => unknown,
  options: object,
  code: OwnCode,
): Split {
  return (task, members, spare, shares) => {
    shares.fill(Number.NaN, 0, members);
    code.do('the default export', () => split({ load: task.load }, members, spare, shares, options));
    const given = shares.subarray(0, members);
    const sum = given.reduce((all, share) => all + share, 0);
    if (given.every((share) => share >= 0) && Math.abs(sum - task.load) <= ROUNDING * task.load) return;
    const wanted = `shares of ${members} members, at least 0 each, that sum to the task's load, ${task.load}`;
    throw code.failure('the default export', [...given], wanted);
  };
}
