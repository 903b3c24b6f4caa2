import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderPlan } from '../../src/cooperative/order-plan.js';
import { orderPlans } from '../../src/cooperative/order-plans.js';
import { type SamplingTerms, sampledShapley } from '../../src/cooperative/sampled-shapley.js';
import { Streams } from '../../src/random/streams.js';
import { halfWidth } from '../../src/statistics/estimate.js';
import { game, lookUp } from '../arbitraries/game.js';
import { enumerated } from './shapley-values.js';

/** How often a 95% interval holds the value, of one player of each sample: errors of one sample's players depend on each other. */
function coverage(terms: SamplingTerms, repeats: number): { held: number; asked: number; orders: number } {
  const games = fc.sample(game, { seed: 9, numRuns: 200 }).filter(({ players }) => players >= 3);
  let held = 0;
  let asked = 0;
  let drawn = 0;
  for (const [number, table] of games.entries()) {
    const exact = enumerated(table.players, lookUp(table));
    const value = new Float64Array(table.players);
    const error = new Float64Array(table.players);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const uniform = new Streams(number * repeats + repeat).uniform('orders');
      const { orders, blocks } = sampledShapley(table.players, lookUp(table), terms, uniform, value, error);
      const player = repeat % table.players;
      const half = halfWidth({ mean: value[player]!, error: error[player]!, freedom: blocks - 1 }, 0.95);
      asked++;
      drawn += orders;
      // Where a block holds all there is to know, its error is rounding.
      if (Math.abs(value[player]! - exact[player]!) <= half + 1e-11) held++;
    }
  }
  return { held: held / asked, asked, orders: drawn / asked };
}

describe.each(Object.entries<OrderPlan>(orderPlans))('95%% intervals of %s orders', (_, plan) => {
  test('hold the value 95% of the time', () => {
    const { held, asked } = coverage({ plan, orders: 400 }, 50);
    // Binomial(asked, 0.95): five standard deviations, and 0.5% for skewed marginals.
    const allowed = 5 * Math.sqrt((0.95 * 0.05) / asked) + 0.005;
    expect(asked).toBeGreaterThan(5000);
    expect(Math.abs(held - 0.95)).toBeLessThan(allowed);
  });

  test('hold it up to 3% less often where sampling stops when they are narrow', () => {
    const { held, asked, orders } = coverage({ plan, orders: 20_000, precision: 0.25 }, 20);
    const noise = 5 * Math.sqrt((0.95 * 0.05) / asked);
    expect(orders).toBeLessThan(10_000);
    expect(held).toBeGreaterThan(0.92 - noise);
    expect(held).toBeLessThan(0.95 + noise);
  });
});
