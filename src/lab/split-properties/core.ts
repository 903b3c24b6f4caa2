import { largestExcess } from '../../cooperative/core.js';
import { membersInWords } from '../coalitional-game.js';
import { roomOfCoalitions, significantShare, splitProperty } from '../split-task.js';
import { rounded } from '../words.js';

/**
 * The core of the game of burdens: Σ xᵢ ≤ v(S) for every S. v is submodular, so that the core is never empty where the task fits, and
 * the Shapley value is in it (Shapley 1971, signs turned).
 */
export const core = splitProperty({
  title: 'no part of a coalition is given more than it has room for, where there is room for all',
  violation(shares, task) {
    const room = roomOfCoalitions(task);
    const { coalition, excess } = largestExcess(
      room.map((value) => -value),
      shares.map((share) => -share),
    );
    if (excess <= significantShare(task)) return undefined;
    return `members ${membersInWords(coalition)} are given ${rounded(room[coalition]! + excess)}, and have room for ${rounded(room[coalition]!)}`;
  },
});
