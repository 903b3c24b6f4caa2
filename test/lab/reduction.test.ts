import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marketArbitrary } from '../../src/lab/arbitraries/market.js';
import { property } from '../../src/lab/property.js';
import type { Reduction } from '../../src/lab/reduction.js';
import { compareMarkets, simplifyMarket } from '../../src/lab/simpler-markets.js';
import { compareNumbers, simplifyNumber } from '../../src/lab/simpler-numbers.js';
import { MOST_EVALUATIONS, Trial } from '../../src/lab/trial.js';
import { OwnCodeFailure } from '../../src/market/own-code-failure.js';

/** Makes one case simpler, and counts what that takes. Every candidate must be simpler than the best before it. */
function reduce<Case>(
  start: Case,
  speaks: (example: Case) => boolean,
  simplify: (reduction: Reduction<Case>) => void,
  compare: (one: Case, other: Case) => number,
) {
  let [best, evaluations] = [start, 0];
  simplify({
    get best() {
      return best;
    },
    attempt(candidate) {
      evaluations++;
      expect(compare(candidate, best)).toBeLessThan(0);
      const isFound = speaks(candidate);
      if (isFound) best = candidate;
      return isFound;
    },
  });
  return { best, evaluations };
}

const numberFrom = (start: number, speaks: (value: number) => boolean) =>
  reduce(start, speaks, simplifyNumber, compareNumbers);

/** From 10⁻⁹ to 10¹², of any size alike. */
const size = fc.double({ min: -9, max: 12, noNaN: true }).map((exponent) => 10 ** exponent);
const positive = fc.oneof(
  size,
  size.map(Math.ceil),
  fc.integer({ min: 1, max: 1e6 }).map((v) => v / 100),
);

describe('the simplest number', () => {
  test.each([
    [1e12 * Math.PI, (value: number) => value > 1e12, 1e12 + 1],
    [98_765.4321, (value: number) => value > 5000, 5001],
    [98_765.4321, (value: number) => value > 25, 26],
    [0.7312345, (value: number) => value > 0.5 && value < 1, 0.51],
    [0.0001234, (value: number) => value < 0.01, 0.001],
    [0.00012345, (value: number) => value < 0.0002 && value > 0.0001, 0.00012],
    [3e-9, (value: number) => value < 1e-6, 1e-7],
    [7.25, (value: number) => value === 7.25, 7.25],
    [6.29, (value: number) => value > 6.2 && value < 6.3, 6.21],
    [1e15, () => true, 1],
  ])('from %d', (start, speaks, simplest) => {
    expect(numberFrom(start, speaks).best).toBe(simplest);
  });

  test('speaks as the one before it did, is no harder to take in, and is found in O(log x) evaluations', () => {
    const cases = fc.tuple(positive, positive, fc.constantFrom('above', 'below', 'near'));
    const holds = fc.property(cases, ([start, threshold, side]) => {
      const speaks = (value: number) =>
        side === 'near'
          ? Math.abs(value - start) <= threshold
          : side === 'above'
            ? value > threshold || value === start
            : value < threshold || value === start;
      const { best, evaluations } = numberFrom(start, speaks);
      expect(speaks(best)).toBe(true);
      expect(compareNumbers(best, start)).toBeLessThanOrEqual(0);
      expect(evaluations).toBeLessThanOrEqual(80 + Math.log2(Math.max(1, 100 * start)));
      // Above a threshold no multiple of the same unit is smaller.
      if (side === 'above' && start > threshold && Number.isInteger(best) && best > 12)
        expect(best - 1).toBeLessThanOrEqual(Math.max(threshold, 100));
    });
    fc.assert(holds, { seed: 1, numRuns: 2000 });
  });
});

test('the order of numbers is an order, and knows hundredths as people write them', () => {
  const sign = (one: number, other: number) => Math.sign(compareNumbers(one, other));
  const holds = fc.property(positive, positive, positive, (a, b, c) => {
    expect(sign(a, b) + sign(b, a)).toBe(0);
    expect(sign(a, a)).toBe(0);
    if (sign(a, b) < 0 && sign(b, c) < 0) expect(sign(a, c)).toBe(-1);
  });
  fc.assert(holds, { seed: 2, numRuns: 500 });
  const inOrder = [1, 2, 5001, 1e12, 0.5, 1.5, 0.29, 0.57, 0.002, 1e-6, 0.00012];
  expect(inOrder.toReversed().sort(compareNumbers)).toEqual(inOrder);
});

test('the simplest market speaks as well, and is no harder to take in', () => {
  for (const sells of ['one-task', 'sizes', 'several'] as const) {
    const isOne = sells === 'one-task';
    const domain = { sells, leastServers: isOne ? 2 : 1, coalitions: isOne };
    const faults = fc.record({ threshold: positive, gap: positive, servers: fc.integer({ min: 1, max: 4 }) });
    const holds = fc.property(marketArbitrary(domain), faults, (market, { threshold, gap, servers }) => {
      const speaks = ({ costs, groups, sizes }: typeof market) => {
        const all = costs.flat();
        expect(groups).toHaveLength(costs.length);
        expect(costs.length).toBeGreaterThanOrEqual(isOne ? 2 : sizes.length + 1);
        for (const row of costs) expect(row).toHaveLength(sells === 'several' ? sizes.length : 1);
        const [low, high] = [Math.min(...all), Math.max(...all)];
        return costs.length >= servers && high > threshold && high - low < gap;
      };
      fc.pre(speaks(market));
      const { best, evaluations } = reduce(
        market,
        speaks,
        (reduction) => simplifyMarket(reduction, domain),
        compareMarkets,
      );
      expect(speaks(best)).toBe(true);
      expect(compareMarkets(best, market)).toBeLessThanOrEqual(0);
      expect(evaluations).toBeLessThanOrEqual(MOST_EVALUATIONS);
    });
    fc.assert(holds, { seed: 3, numRuns: 100 });
  }
});

describe('a property', () => {
  /** One number that is above a threshold; whatever `more` says of it may be thrown. */
  const above = (threshold: number, more: (value: number) => void = () => {}) => {
    let evaluations = 0;
    const checked = property<null, number>({
      title: 'a number is low',
      cases: () => fc.double({ min: 1, max: 1e13, noNaN: true }),
      simplify: (_, reduction) => simplifyNumber(reduction),
      violation(_, value) {
        evaluations++;
        more(value);
        return value > threshold ? { words: String(value), figures: { value } } : undefined;
      },
    }).check(null, { runs: 300, seed: 7 });
    return { checked, evaluations };
  };

  test.each([10, 5000, 1e12])('tells the smallest number above %d, whatever its size', (threshold) => {
    const { checked, evaluations } = above(threshold);
    expect(checked).toMatchObject({ verdict: 'violated', counterexample: { words: String(threshold + 1) } });
    expect(evaluations).toBeLessThanOrEqual(300 + 2 * MOST_EVALUATIONS);
  });

  test('keeps what it has found where a simpler case fails, and says so', () => {
    const { checked } = above(10, (value) => {
      if (value < 5000) throw new OwnCodeFailure('too low');
    });
    expect(checked).toMatchObject({
      verdict: 'violated',
      failure: 'too low',
      counterexample: { words: '5000' },
    });
  });

  test('knows nothing where the subject fails before anything is found', () => {
    const { checked } = above(1e20, (value) => {
      if (value > 5000) throw new OwnCodeFailure('too high');
    });
    expect(checked).toMatchObject({ verdict: 'failed', failure: 'too high' });
  });

  test('ends where every candidate speaks against it, as many as there are', () => {
    const trial = new Trial((value: number) => ({ words: '', figures: { value } }));
    expect(trial.holds(1e9)).toBe(false);
    const stepByStep = (reduction: typeof trial) => {
      while (reduction.attempt(reduction.best - 1));
    };
    trial.reduce(() => stepByStep(trial));
    expect(trial.best).toBe(1e9 - MOST_EVALUATIONS);
  });
});
