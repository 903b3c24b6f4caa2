import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marketArbitrary } from '../../src/lab/arbitraries/market.js';
import { sum } from '../../src/lab/market.js';
import type { Mechanism } from '../../src/lab/mechanism.js';
import { mechanisms } from '../../src/lab/mechanisms.js';

describe.each(Object.entries<Mechanism>(mechanisms))('the mechanism %s', (_, mechanism) => {
  const markets = marketArbitrary(mechanism.domain);

  test('gives every server a part of each task and a finite payment, and no task twice', () => {
    const property = fc.property(markets, ({ costs, ...setting }) => {
      const { shares, payments } = mechanism.run(costs, setting);
      expect(shares.map((row) => row.length)).toEqual(costs.map(() => setting.sizes.length));
      expect(payments).toHaveLength(costs.length);
      for (const payment of payments) expect(Number.isFinite(payment)).toBe(true);
      for (const share of shares.flat()) expect(share >= 0 && share <= 1).toBe(true);
      for (const task of setting.sizes.keys()) {
        expect(sum(shares.map((row) => row[task]!))).toBeLessThanOrEqual(1 + 2 ** -50);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  test('does the same twice, and leaves what it is given as it was', () => {
    const property = fc.property(markets, ({ costs, ...setting }) => {
      const given = JSON.stringify({ costs, setting });
      expect(mechanism.run(costs, setting)).toEqual(mechanism.run(costs, setting));
      expect(JSON.stringify({ costs, setting })).toBe(given);
    });
    fc.assert(property, { seed: 2, numRuns: 100 });
  });

  test('keeps to what it says of replays', () => {
    const { domain, scenario, unreplayable } = mechanism;
    expect(scenario !== undefined && unreplayable !== undefined).toBe(false);
    if (domain.sells !== 'one-task') expect(scenario).toBeUndefined();
  });

  test.runIf(mechanism.repeated)('plays a first round from the memory that it starts with', () => {
    const { round, start } = mechanism.repeated!;
    const memory = start(3);
    const { sale } = round([4, 5, 6], memory);
    expect(sale.winner).toBe(0);
    expect(round([4, 5, 6], memory)).toEqual(round([4, 5, 6], start(3)));
  });
});
