import { significantShare, splitProperty } from '../split-task.js';
import { rounded } from '../words.js';

/** xᵢ ≤ v({i}): a member alone would take what it has room for. */
export const individualRationality = splitProperty({
  title: 'nobody is given more than it has room for, where there is room for all',
  violation(shares, task) {
    const member = shares.findIndex((share, i) => share - task.room[i]! > significantShare(task));
    if (member < 0) return undefined;
    return `member ${member} is given ${rounded(shares[member]!)}, and has room for ${rounded(task.room[member]!)}`;
  },
});
