import { significantShare, splitProperty } from '../split-task.js';
import { rounded } from '../words.js';

/** Nothing but room tells members apart. */
export const symmetry = splitProperty({
  title: 'members with the same room are given the same',
  violation(shares, task) {
    for (const [member, share] of shares.entries()) {
      const other = task.room.findIndex(
        (room, i) => room === task.room[member]! && Math.abs(shares[i]! - share) > significantShare(task),
      );
      if (other < 0) continue;
      return `members ${member} and ${other} have the same room and are given ${rounded(share)} and ${rounded(shares[other]!)}`;
    }
    return undefined;
  },
});
