import { coalitionSums } from '../../cooperative/coalitions.js';
import type { Game } from '../game.js';

/**
 * v(S) = Σ over S of (capacity − load), the white paper's game (section 3). It is additive, so each server's
 * Shapley value is its own spare capacity.
 */
export const spareCapacity: Game = {
  value: (players) => (members, size) => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const server = members[i]!;
      sum += players.capacity[server]! - players.load[server]!;
    }
    return sum;
  },

  worths: ({ count, capacity, load }) => coalitionSums(count, (server) => capacity[server]! - load[server]!),

  closedForm({ count, capacity, load }, out) {
    for (let i = 0; i < count; i++) out[i] = capacity[i]! - load[i]!;
  },
};
