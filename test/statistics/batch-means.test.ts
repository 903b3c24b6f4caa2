import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { BatchMeans } from '../../src/statistics/batch-means.js';
import { type Estimate, estimateOf, halfWidth } from '../../src/statistics/estimate.js';
import { autoregressive } from './draws.js';

const value = fc.integer({ min: -1000, max: 1000 });
const values = fc.array(value, { maxLength: 1000, size: 'max' });

function batchesOf(list: readonly number[]): BatchMeans {
  const batches = new BatchMeans();
  for (const each of list) batches.add(each);
  return batches;
}

const meanOf = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;

/** The naive twin: keeps all values, and cuts them up at the end into fewer than 64 batches of a power of 2. */
function fromAll(list: readonly number[]): Estimate & { size: number; means: number[] } {
  let size = 1;
  while (Math.floor(list.length / size) >= 64) size *= 2;
  const means = Array.from({ length: Math.floor(list.length / size) }, (_, i) =>
    meanOf(list.slice(i * size, (i + 1) * size)),
  );
  return { ...estimateOf(means), mean: meanOf(list), size, means };
}

describe('batch means', () => {
  test('are those of all values cut up at the end', () => {
    const property = fc.property(values, (list) => {
      fc.pre(list.length >= 2);
      const batches = batchesOf(list);
      const known = fromAll(list);
      const { mean, error, freedom } = batches.estimate();
      expect(batches.count).toBe(list.length);
      expect([batches.batchCount, batches.batchSize]).toEqual([known.means.length, known.size]);
      expect(mean).toBeCloseTo(known.mean, 9);
      expect(error).toBeCloseTo(known.error, 9);
      expect(freedom).toBe(known.freedom);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('are 32 to 63 from 64 values on', () => {
    const batches = new BatchMeans();
    for (let i = 0; i < 10_000; i++) {
      batches.add(i);
      if (i >= 63) expect(batches.batchCount).toBeGreaterThanOrEqual(32);
      expect(batches.batchCount).toBeLessThan(64);
    }
  });

  test('know no error of fewer than two values', () => {
    expect(new BatchMeans().estimate().mean).toBeNaN();
    const one = batchesOf([7]).estimate();
    expect(one.mean).toBe(7);
    expect(one.error).toBeNaN();
  });

  test('have the correlation of their list', () => {
    expect(batchesOf([1, 1, 1, 1]).correlation).toBeNaN();
    expect(batchesOf([1, 2]).correlation).toBeNaN();
    // Deviations −1.5, −0.5, 0.5, 1.5: products 0.75 − 0.25 + 0.75 of squares 5.
    expect(batchesOf([1, 2, 3, 4]).correlation).toBeCloseTo(0.25, 12);
    expect(batchesOf([1, -1, 1, -1]).correlation).toBeCloseTo(-0.75, 12);
  });

  test('hold the mean of a correlated series 95 times of 100, which independent values would 29 times', () => {
    // Correlation 0.9: the variance of a mean is (1 + 0.9)/(1 − 0.9) = 19 times that of independent values.
    const runs = 1000;
    let held = 0;
    let heldByNaive = 0;
    for (let run = 0; run < runs; run++) {
      const next = autoregressive(0.9, new Streams(run).uniform('series'));
      const list = Array.from({ length: 4096 }, next);
      const estimate = batchesOf(list).estimate();
      if (Math.abs(estimate.mean) <= halfWidth(estimate, 0.95)) held++;
      const naive = estimateOf(list);
      if (Math.abs(naive.mean) <= halfWidth(naive, 0.95)) heldByNaive++;
    }
    // Batches of 128 leave a correlation of 0.07: a little below 0.95. Five deviations are 0.035.
    expect(held / runs).toBeGreaterThan(0.9);
    expect(held / runs).toBeLessThan(0.985);
    expect(heldByNaive / runs).toBeLessThan(0.45);
  });
});

describe('merged batch means', () => {
  test('have the count and the mean of all values, and batches of theirs alone', () => {
    const property = fc.property(values, values, (ours, theirs) => {
      fc.pre(ours.length + theirs.length >= 2);
      const merged = batchesOf(ours);
      const other = batchesOf(theirs);
      merged.merge(other);
      const all = [...ours, ...theirs];
      const { mean, error, freedom } = merged.estimate();
      expect(merged.count).toBe(all.length);
      expect(mean).toBeCloseTo(meanOf(all), 9);
      expect(merged.batchCount).toBeLessThan(64);
      expect(freedom).toBe(merged.batchCount - 1);
      // Less than three batches of ours are left over: what was not full of either, and of theirs what made up no batch.
      expect(all.length - merged.batchCount * merged.batchSize).toBeLessThan(3 * merged.batchSize);
      if (merged.batchCount >= 2) expect(Number.isFinite(error)).toBe(true);
      expect(other.count).toBe(theirs.length);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  test('are those of one run after the other where nothing is left over', () => {
    const property = fc.property(
      fc.array(value, { minLength: 256, maxLength: 256 }),
      values,
      (ours, theirs) => {
        const merged = batchesOf(ours);
        merged.merge(batchesOf(theirs.slice(0, theirs.length - (theirs.length % 64))));
        const known = batchesOf([...ours, ...theirs.slice(0, theirs.length - (theirs.length % 64))]);
        expect(merged.batchSize).toBe(known.batchSize);
        expect(merged.estimate().error).toBeCloseTo(known.estimate().error, 9);
      },
    );
    fc.assert(property, { seed: 3, numRuns: 200 });
  });

  test('stay as they were with nothing to merge, and take over all into nothing', () => {
    const batches = batchesOf([3, 1, 4, 1, 5]);
    batches.merge(new BatchMeans());
    expect(batches.estimate()).toEqual(batchesOf([3, 1, 4, 1, 5]).estimate());
    const empty = new BatchMeans();
    empty.merge(batches);
    expect(empty.estimate()).toEqual(batches.estimate());
  });

  test('go on with values', () => {
    const merged = batchesOf([1, 2, 3]);
    merged.merge(batchesOf([4, 5]));
    merged.add(6);
    expect(merged.count).toBe(6);
    expect(merged.estimate().mean).toBe(3.5);
  });
});
