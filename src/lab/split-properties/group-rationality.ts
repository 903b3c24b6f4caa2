import { significantShare, splitProperty } from '../split-task.js';
import { rounded } from '../words.js';

/** All of the task is done, and nothing else. */
export const groupRationality = splitProperty({
  title: 'shares sum to the load of the task',
  violation(shares, task) {
    const given = shares.reduce((sum, share) => sum + share, 0);
    if (Math.abs(given - task.load) <= significantShare(task)) return undefined;
    return `shares sum to ${rounded(given)}`;
  },
});
