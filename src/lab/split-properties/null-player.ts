import { significantShare, splitProperty } from '../split-task.js';
import { rounded } from '../words.js';

/** The null player axiom, of rooms. */
export const nullPlayer = splitProperty({
  title: 'a member without room is given nothing, where there is room for all',
  violation(shares, task) {
    const member = shares.findIndex((share, i) => task.room[i] === 0 && share > significantShare(task));
    if (member < 0) return undefined;
    return `member ${member} has no room and is given ${rounded(shares[member]!)}`;
  },
});
