import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marketArbitrary } from '../../src/lab/arbitraries/market.js';
import { complexity, simplerMarkets, simplerNumbers } from '../../src/lab/simpler.js';

test('simpler numbers are above 0 and simpler, so that every search for the simplest ends', () => {
  const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  const property = fc.property(fc.oneof(positive, fc.integer({ min: 1, max: 1000 })), (value) => {
    for (const simpler of simplerNumbers(value)) {
      expect(simpler).toBeGreaterThan(0);
      expect(complexity(simpler)).toBeLessThan(complexity(value));
    }
  });
  fc.assert(property, { seed: 1, numRuns: 500 });
  expect(simplerNumbers(1)).toEqual([]);
  expect(simplerNumbers(2)[0]).toBe(1);
});

test('simpler markets are markets of the same domain', () => {
  for (const sells of ['one-task', 'sizes', 'several'] as const) {
    const domain = { sells, leastServers: sells === 'one-task' ? 2 : 1, coalitions: sells === 'one-task' };
    const property = fc.property(marketArbitrary(domain), (market) => {
      for (const { costs, sizes, groups } of simplerMarkets(market, domain)) {
        expect(groups).toHaveLength(costs.length);
        expect(costs.length).toBeGreaterThanOrEqual(sells === 'one-task' ? 2 : sizes.length + 1);
        for (const row of costs) expect(row).toHaveLength(sells === 'several' ? sizes.length : 1);
      }
    });
    fc.assert(property, { seed: 2, numRuns: 50 });
  }
});
