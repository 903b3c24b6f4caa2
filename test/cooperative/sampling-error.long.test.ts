import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapleyByPermutations } from '../../src/market/shapley.js';
import { Streams } from '../../src/random/streams.js';
import { game, lookUp } from '../arbitraries/game.js';
import { enumerated } from './shapley-values.js';

test('the standard error of sampled Shapley values is honest: 95% intervals hold the value 95% of the time', () => {
  const games = fc.sample(game, { seed: 9, numRuns: 200 }).filter(({ players }) => players >= 3);
  const permutations = 400;
  const repeats = 50;
  let held = 0;
  let asked = 0;
  for (const [number, table] of games.entries()) {
    const exact = enumerated(table.players, lookUp(table));
    const value = new Float64Array(table.players);
    const error = new Float64Array(table.players);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const uniform = new Streams(number * repeats + repeat).uniform('orders');
      shapleyByPermutations(table.players, lookUp(table), permutations, uniform, value, error);
      // One player a sample: the errors of one sample's players depend on each other.
      const player = repeat % table.players;
      asked++;
      if (Math.abs(value[player]! - exact[player]!) <= 1.959963985 * error[player]!) held++;
    }
  }
  // Binomial(asked, 0.95): five standard deviations, and 0.5% for t instead of normal at 400 skewed marginals.
  const allowed = 5 * Math.sqrt((0.95 * 0.05) / asked) + 0.005;
  expect(asked).toBeGreaterThan(5000);
  expect(Math.abs(held / asked - 0.95)).toBeLessThan(allowed);
});
