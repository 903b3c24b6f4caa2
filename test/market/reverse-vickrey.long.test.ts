import { describe, expect, test } from 'vitest';
import type { Settlement } from '../../src/market/payment-rule.js';
import { payments } from '../../src/market/payments.js';
import { Streams } from '../../src/random/streams.js';
import { prepareScenario } from '../../src/scenario/load.js';
import { Simulation } from '../../src/simulation/simulation.js';

const AUCTIONS = 400_000;

/** Winning costs and payments of auctions among `n` bidders of costs U[0, 1] who bid `bidOf` their cost. */
function auctions(
  rule: keyof typeof payments,
  n: number,
  reserve = Number.POSITIVE_INFINITY,
  bidOf = (cost: number): number => cost,
): { winning: number[]; paid: number[]; sold: number } {
  const uniform = new Streams(n).uniform('costs');
  const winning: number[] = [];
  const paid: number[] = [];
  let sold = 0;
  for (let auction = 0; auction < AUCTIONS; auction++) {
    const costs = Array.from({ length: n }, uniform).sort((a, b) => a - b);
    const bids = costs.map(bidOf);
    const settlement: Settlement = {
      winningBid: bids[0]!,
      secondPrice: bids[1] ?? bids[0]!,
      bidders: n,
      reserve,
    };
    const sells = bids[0]! <= reserve;
    if (sells) sold++;
    winning.push(costs[0]!);
    paid.push(sells ? payments[rule](settlement) : 0);
  }
  return { winning, paid, sold };
}

/** Expects the mean of `values` to be `expected` within five standard errors. */
function expectMean(values: readonly number[], expected: number): void {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(variance / values.length));
}

/** n r²(1−r)^(n−1) + ∫₀^r x f₂(x) dx, f₂ the density of the second-lowest of n: Simpson's rule. */
function paymentUnderReserve(n: number, r: number): number {
  const density = (x: number) => n * (n - 1) * x * (1 - x) ** (n - 2);
  const steps = 1000;
  let integral = 0;
  for (let i = 0; i <= steps; i++) {
    const x = (r * i) / steps;
    integral += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * x * density(x);
  }
  return n * r ** 2 * (1 - r) ** (n - 1) + (integral * r) / steps / 3;
}

describe.each([2, 5, 10])('a reverse Vickrey auction among %i bidders of costs U[0, 1]', (n) => {
  test('is won at 1/(n+1) and paid 2/(n+1) on average', () => {
    const { winning, paid } = auctions('second-price', n);
    expectMean(winning, 1 / (n + 1));
    expectMean(paid, 2 / (n + 1));
  });

  test.each([0.1, 0.3, 0.7])(
    'sells with chance 1−(1−r)^n and pays its formula under a binding reserve of %d',
    (r) => {
      const { paid, sold } = auctions('second-price', n, r);
      const chance = 1 - (1 - r) ** n;
      expect(Math.abs(sold / AUCTIONS - chance)).toBeLessThan(
        5 * Math.sqrt((chance * (1 - chance)) / AUCTIONS),
      );
      expectMean(paid, paymentUnderReserve(n, r));
    },
  );

  test('pays in the first-price equilibrium b = c + (1−c)/n what it pays at the second price', () => {
    const { paid } = auctions('first-price', n, Number.POSITIVE_INFINITY, (cost) => cost + (1 - cost) / n);
    expectMean(paid, 2 / (n + 1));
  });
});

test('the formula under a reserve of 0.3 and 5 bidders is the published 0.193275', () => {
  expect(paymentUnderReserve(5, 0.3)).toBeCloseTo(0.193275, 6);
  expect(1 - 0.7 ** 5).toBeCloseTo(0.83193, 5);
});

test('a whole market whose bids are pure noise pays 2/(n+1) above the load', async () => {
  const loaded = await prepareScenario({
    time: { rounds: 2000 },
    servers: { count: 5, capacity: 1e3, sensitivity: 0, riskAversion: 0, processingRate: 1e3 },
    arrivals: { process: 'constant', rate: 100 },
    tasks: { load: 1 },
    bidding: { noise: 1, capacityScale: 1e12 },
    coalition: { partners: 0 },
    learning: { mode: 'none' },
    metrics: { servers: 'none' },
  });
  const winning: number[] = [];
  const paid: number[] = [];
  const simulation = new Simulation(loaded, {
    observers: [
      {
        auction: ({ winningBid, payment }) => {
          winning.push(winningBid - 1);
          paid.push(payment - 1);
        },
      },
    ],
  });
  simulation.run();
  expect(winning).toHaveLength(200_000);
  expectMean(winning, 1 / 6);
  expectMean(paid, 2 / 6);
});
