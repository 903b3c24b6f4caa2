import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { BatchMeans } from '../../src/statistics/batch-means.js';
import { correctedHalfWidth } from '../../src/statistics/corrected-half-width.js';
import { estimateOf, halfWidth } from '../../src/statistics/estimate.js';
import { studentTailQuantile } from '../../src/statistics/student-t.js';
import { autoregressive } from './draws.js';

interface Placed {
  place: number;
  value: number;
  kind: number;
}

const KINDS = 3;

/** Whole values, whose sums are exact: in any order, some places empty. */
const series: fc.Arbitrary<Placed[]> = fc.uniqueArray(
  fc.record({
    place: fc.integer({ min: 0, max: 3000 }),
    value: fc.integer({ min: -1000, max: 1000 }),
    kind: fc.integer({ min: 0, max: KINDS - 1 }),
  }),
  { selector: ({ place }) => place, minLength: 1, maxLength: 400, size: 'max' },
);

function batchesOf(list: readonly Placed[]): BatchMeans {
  const batches = new BatchMeans(KINDS);
  for (const { place, value, kind } of list) batches.add(place, value, kind);
  return batches;
}

/** The naive twin: keeps all values, and cuts their places up at the end into 31 batches at most, of a power of 2. */
function fromAll(list: readonly Placed[], kind?: number) {
  const length = Math.max(...list.map(({ place }) => place)) + 1;
  let size = 1;
  while (length > 32 * size) size *= 2;
  const of = list.filter((each) => kind === undefined || each.kind === kind);
  const batches = Array.from({ length: Math.floor(length / size) }, (_, i) =>
    of.filter(({ place }) => Math.floor(place / size) === i).map(({ value }) => value),
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const inBatches = batches.flat();
  const mean = sum(inBatches) / inBatches.length;
  return {
    count: of.length,
    mean: sum(of.map(({ value }) => value)) / of.length,
    deviations: batches.map(
      (values) => ((sum(values) - mean * values.length) * batches.length) / inBatches.length,
    ),
  };
}

describe('batch means', () => {
  test('are those of all values cut up at the end, to the bit, of a kind and of all', () => {
    const property = fc.property(series, fc.constantFrom(undefined, 0, 1, 2), (list, kind) => {
      const batches = batchesOf(list);
      const known = fromAll(list, kind);
      expect(batches.count(kind)).toBe(known.count);
      expect(batches.mean(kind)).toBe(known.mean);
      expect(Array.from(batches.deviations(kind))).toEqual(known.deviations);
      expect(batches.halfWidth(0.95, kind)).toBe(
        correctedHalfWidth(Float64Array.from(known.deviations), 0.95),
      );
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('do not depend on the order in which values come', () => {
    const property = fc.property(series, (list) => {
      const [one, other] = [batchesOf(list), batchesOf(list.toReversed())];
      expect(other.deviations()).toEqual(one.deviations());
    });
    fc.assert(property, { seed: 2, numRuns: 100 });
  });

  test('are 16 to 32 from 32 places on', () => {
    const batches = new BatchMeans();
    for (let i = 0; i < 10_000; i++) {
      batches.add(i, i);
      if (i >= 31) expect(batches.batches).toBeGreaterThanOrEqual(16);
      expect(batches.batches).toBeLessThanOrEqual(32);
    }
  });

  test('know nothing of no value', () => {
    expect(new BatchMeans().count()).toBe(0);
    expect(new BatchMeans().mean()).toBeNaN();
    expect(new BatchMeans().halfWidth(0.95)).toBeNaN();
  });
});

describe('the corrected half width', () => {
  const of = (...deviations: number[]) => correctedHalfWidth(Float64Array.from(deviations), 0.95);

  test('is not known below three batches, and 0 where all are alike', () => {
    expect(of(1, -1)).toBeNaN();
    expect(of(0, 0, 0)).toBe(0);
  });

  test('is that of Student where neighbours are opposed and nothing is skewed', () => {
    const deviations = [1, -1, 2, -2, 1, -1, 2, -2];
    expect(of(...deviations)).toBeCloseTo(halfWidth(estimateOf(deviations), 0.95), 12);
  });

  test('grows with correlation by √((1 + φ) / (1 − φ)), 1/k added to φ', () => {
    const deviations = [1, 1, 1, 1, -1, -1, -1, -1];
    // Products of neighbours: 3 − 1 + 3 of squares 8.
    const correlation = 5 / 8 + 1 / 8;
    const plain = halfWidth(estimateOf(deviations), 0.95);
    expect(of(...deviations)).toBeCloseTo(plain * Math.sqrt((1 + correlation) / (1 - correlation)), 12);
  });

  test('takes no correlation for more than 0.9', () => {
    const deviations = Array.from({ length: 32 }, (_, i) => (i < 16 ? 1 : -1));
    const plain = halfWidth(estimateOf(deviations), 0.95);
    expect(of(...deviations)).toBeCloseTo(plain * Math.sqrt(1.9 / 0.1), 12);
  });

  test('is half of what Willink puts between both ends', () => {
    const deviations = [-1, 4, -1, -1, 0, -1];
    const k = deviations.length;
    // Σd² = 20, Σd³ = 60, Σ of neighbours' products −4 − 4 + 1 + 0 + 0 = −7: no correlation.
    const skewness = (60 / k / (20 / k) ** 1.5) * (Math.sqrt(k * (k - 1)) / (k - 2));
    const beta = skewness / 6 / Math.sqrt(k);
    const g = (t: number) => (Math.cbrt(1 + 6 * beta * (t - beta)) - 1) / (2 * beta);
    const t = studentTailQuantile(0.025, k - 1);
    const error = Math.sqrt(20 / (k - 1) / k);
    expect(of(...deviations)).toBeCloseTo((error * (g(t) - g(-t))) / 2, 12);
    expect(of(...deviations)).toBeGreaterThan(t * error);
  });

  test('holds the mean of a correlated series 95 times of 100, which independent values would 29 times', () => {
    // Correlation 0.9: the variance of a mean is (1 + 0.9)/(1 − 0.9) = 19 times that of independent values.
    const runs = 1000;
    let held = 0;
    let heldByNaive = 0;
    for (let run = 0; run < runs; run++) {
      const next = autoregressive(0.9, new Streams(run).uniform('series'));
      const list = Array.from({ length: 4096 }, next);
      const batches = new BatchMeans();
      for (const [place, value] of list.entries()) batches.add(place, value);
      if (Math.abs(batches.mean()) <= batches.halfWidth(0.95)) held++;
      const naive = estimateOf(list);
      if (Math.abs(naive.mean) <= halfWidth(naive, 0.95)) heldByNaive++;
    }
    // Five deviations of a binomial are 0.035.
    expect(held / runs).toBeGreaterThan(0.915);
    expect(held / runs).toBeLessThan(0.985);
    expect(heldByNaive / runs).toBeLessThan(0.45);
  });
});
