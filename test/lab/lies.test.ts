import { test as propertyTest } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { marketArbitrary } from '../../src/lab/arbitraries/market.js';
import { payingLie } from '../../src/lab/lies.js';
import { mechanisms } from '../../src/lab/mechanisms.js';

const market = (...costs: number[]) => ({
  ...{ costs: costs.map((cost) => [cost]), sizes: [1], groups: costs.map(() => 0), busy: -1 },
});
const regrets = (mechanism: keyof typeof mechanisms, ...costs: number[]) =>
  costs.map((_, server) => {
    const lie = payingLie(mechanisms[mechanism], market(...costs), server, []);
    return lie ? lie.best - lie.truthful : 0;
  });

describe('the best of the lies that were tried', () => {
  it('is worth at the first price what the next bid is above the lowest cost, and nothing to others', () => {
    expect(regrets('first-price', 1, 8, 9)).toEqual([7, 0, 0]);
    // A tie goes to the lower id: this one must stay below the next bid, however little.
    const [first, second, third] = regrets('first-price', 8, 1, 9);
    expect([first, third]).toEqual([0, 0]);
    expect(second).toBeLessThan(7);
    expect(second).toBeGreaterThan(7 - 1e-5);
  });

  it('is told beside a simpler lie, which may gain half as much', () => {
    const lie = payingLie(mechanisms['first-price'], market(1, 8, 9), 0, []);
    expect(lie).toEqual({ server: 0, said: [7], truthful: 0, lying: 6, best: 7 });
  });

  it('is none at the second price', () => {
    expect(regrets('second-price', 1, 8, 9)).toEqual([0, 0, 0]);
  });

  for (const name of ['first-price', 'gsp', 'paper'] as const) {
    propertyTest.prop([marketArbitrary(mechanisms[name].domain)], { seed: 16, numRuns: 100 })(
      `gains no less than the lie that is told, and at most twice as much: ${name}`,
      (drawn) => {
        for (const server of drawn.costs.keys()) {
          const lie = payingLie(mechanisms[name], drawn, server, []);
          if (!lie) continue;
          const { best, lying, truthful } = lie;
          expect(best).toBeGreaterThanOrEqual(lying);
          expect(lying - truthful).toBeGreaterThanOrEqual((best - truthful) / 2);
        }
      },
    );
  }
});
