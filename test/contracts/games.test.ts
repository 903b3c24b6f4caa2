import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Game } from '../../src/market/game.js';
import { games } from '../../src/market/games.js';
import { players } from '../arbitraries/players.js';
import { enumerated } from '../cooperative/shapley-values.js';

describe.each(Object.entries<Game>(games))('the game %s', (_, game) => {
  test('has in closed form the values of its enumeration', () => {
    const property = fc.property(players(9), (servers) => {
      const out = new Float64Array(servers.count);
      game.closedForm(servers, out);
      const exact = enumerated(servers.count, game.value(servers));
      // Worths are of the order of squared loads: an error of 1e-10 of those is rounding, no wrong coefficient.
      const scale = Math.max(1, ...servers.load, ...servers.capacity) ** 2;
      const errors = exact.map((value, i) => Math.abs(out[i]! - value));
      expect(Math.max(...errors)).toBeLessThan(1e-10 * scale);
    });
    fc.assert(property, { seed: 1, numRuns: 150 });
  });

  test('has a worth that does not depend on the order of members', () => {
    const property = fc.property(players(6), (servers) => {
      const v = game.value(servers);
      const members = Int32Array.from({ length: servers.count }, (_, i) => i);
      const forwards = v(members, servers.count);
      const backwards = v(members.reverse(), servers.count);
      expect(Math.abs(forwards - backwards)).toBeLessThan(1e-9 * Math.max(1, Math.abs(forwards)));
    });
    fc.assert(property, { seed: 2, numRuns: 150 });
  });

  test('writes the values of its players only', () => {
    const out = new Float64Array([7, 7, 7]);
    game.closedForm({ count: 2, capacity: Float64Array.of(5, 6, 8), load: Float64Array.of(1, 2, 9) }, out);
    expect(out[2]).toBe(7);
    expect(out.subarray(0, 2).every(Number.isFinite)).toBe(true);
  });
});
