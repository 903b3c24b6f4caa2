import { describe, expect, test } from 'vitest';
import { CounterDraws } from '../../src/random/counter-draws.js';
import { PairNoise } from '../../src/random/pair-noise.js';
import { chiSquare, chiSquareBounds } from './chi-square.js';

/** Ten sources and five tests each: bounds of 2e-6 make a false alarm in any of them less likely than 1e-4. */
const DRAWS = 2_000_000;

/** How a draw is addressed by a running number, so that each coordinate is walked and none is alone in varying. */
const sources: Record<string, (i: number) => number> = (() => {
  const noise = new PairNoise(0x12345678);
  const draws = new CounterDraws(0x9abcdef0);
  return {
    'noise over the servers of one task': (i) => {
      if (i === 0) noise.turnTo(7, 0);
      return noise.of(i);
    },
    'noise of one server over tasks': (i) => {
      noise.turnTo(i, 0);
      return noise.of(3);
    },
    'noise of one pair over tries': (i) => {
      noise.turnTo(7, i);
      return noise.of(3);
    },
    'noise over 7 servers and all tasks, in order of auctions': (i) => {
      if (i % 7 === 0) noise.turnTo(i / 7, 0);
      return noise.of(i % 7);
    },
    'noise of servers 2^16 apart': (i) => {
      if (i === 0) noise.turnTo(9, 0);
      return noise.of((i % 65536) * 65536 + Math.floor(i / 65536));
    },
    'draws of one entity over steps': (i) => draws.uniform(5, i, 0),
    'draws over entities in one step': (i) => draws.uniform(i, 5, 0),
    'draws over indices, entities and steps': (i) =>
      draws.uniform(Math.floor(i / 2) % 100, Math.floor(i / 200), i % 2),
  };
})();

describe.each(Object.entries(sources))('%s', (_, draw) => {
  const values = Float64Array.from({ length: DRAWS }, (_, i) => draw(i));

  const spread = (cells: number, cellOf: (i: number) => number) => {
    const counts = new Array<number>(cells).fill(0);
    for (let i = 1; i < DRAWS; i++) counts[cellOf(i)]!++;
    const [low, high] = chiSquareBounds(cells - 1);
    const statistic = chiSquare(counts);
    expect(statistic).toBeGreaterThan(low);
    expect(statistic).toBeLessThan(high);
  };

  test('is uniform in 4,096 cells', () => spread(4096, (i) => Math.floor(values[i]! * 4096)));

  test('is uniform in its bits 13 to 24', () => spread(4096, (i) => Math.floor(values[i]! * 2 ** 24) % 4096));

  test('is independent of the draw before it: pairs are uniform on 64 × 64 cells', () => {
    spread(4096, (i) => Math.floor(values[i - 1]! * 64) * 64 + Math.floor(values[i]! * 64));
  });

  test('has the mean 1/2 and the variance 1/12 within 5 standard errors', () => {
    const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
    const variance = values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / DRAWS;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / DRAWS));
    // (u − 1/2)² has the variance 1/80 − 1/144 = 1/180.
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / DRAWS));
  });
});

test('normal draws have the mean 0, the variance 1 and the tails of a normal', () => {
  const draws = new CounterDraws(42);
  let sum = 0;
  let squares = 0;
  let tail = 0;
  for (let i = 0; i < DRAWS; i++) {
    const z = draws.normal(i % 1000, Math.floor(i / 1000));
    sum += z;
    squares += z * z;
    if (Math.abs(z) > 1.959963985) tail++;
  }
  // Standard errors: 1/√n, √(2/n) and √(p(1−p)/n) with p = 0.05; five of each.
  expect(Math.abs(sum / DRAWS)).toBeLessThan(5 / Math.sqrt(DRAWS));
  expect(Math.abs(squares / DRAWS - 1)).toBeLessThan(5 * Math.sqrt(2 / DRAWS));
  expect(Math.abs(tail / DRAWS - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / DRAWS));
});

test('two tasks see unrelated noise: their values at the same servers are not correlated', () => {
  const one = new PairNoise(1);
  const other = new PairNoise(1);
  one.turnTo(10, 0);
  other.turnTo(11, 0);
  let product = 0;
  for (let server = 0; server < DRAWS; server++) {
    product += (one.of(server) - 0.5) * (other.of(server) - 0.5);
  }
  // The product of two independent centred uniforms has the standard deviation 1/12.
  expect(Math.abs(product / DRAWS)).toBeLessThan((5 * (1 / 12)) / Math.sqrt(DRAWS));
});
