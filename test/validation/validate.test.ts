import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Prediction, Trial } from '../../src/validation/known-system.js';
import { compared, levelOfRows, rowsOf, type Verdict } from '../../src/validation/validate.js';

/** Half an interval of this estimate is 2.5758 at a level of 99%. */
const estimate = { mean: 100, error: 1, freedom: Number.POSITIVE_INFINITY };
const half = 2.5758293;

const trial = (predictions: Record<string, Prediction>): Trial => ({
  system: 'coin',
  parameters: { p: 0.5 },
  effort: { runs: 1, length: 10, warmup: 0, unit: 'tosses' },
  predictions,
  observe: async () => ({ heads: estimate }),
});

const mean = (value: number, more: { error?: number; events?: number } = {}): Prediction => ({
  check: 'mean',
  value,
  ...more,
});

describe('a row', () => {
  test.each<{ told: string; prediction: Prediction; verdict: Verdict }>([
    { told: 'a mean within its interval', prediction: mean(97.43), verdict: 'pass' },
    { told: 'a mean below it', prediction: mean(97.42), verdict: 'fail' },
    { told: 'a mean above it', prediction: mean(102.58), verdict: 'fail' },
    { told: 'a mean known to within 1', prediction: mean(96.43, { error: 1 }), verdict: 'pass' },
    { told: 'one that is too small all the same', prediction: mean(96.42, { error: 1 }), verdict: 'fail' },
    { told: 'one that is too large all the same', prediction: mean(103.58, { error: 1 }), verdict: 'fail' },
    { told: 'a mean known to within 12', prediction: mean(100, { error: 12 }), verdict: 'undecided' },
    { told: 'a mean of 399 events', prediction: mean(100, { events: 399 }), verdict: 'undecided' },
    { told: 'a mean of 400', prediction: mean(100, { events: 400 }), verdict: 'pass' },
    {
      told: 'a number to its tolerance',
      prediction: { check: 'exact', value: 100.1, tolerance: 0.11 },
      verdict: 'pass',
    },
    {
      told: 'a number beyond it',
      prediction: { check: 'exact', value: 100.1, tolerance: 0.09 },
      verdict: 'fail',
    },
    {
      told: 'a number to a coarse tolerance',
      prediction: { check: 'exact', value: 100, tolerance: 13 },
      verdict: 'undecided',
    },
    {
      told: 'a bound above the interval',
      prediction: { check: 'at-most', value: 102.58 },
      verdict: 'pass',
    },
    { told: 'a bound within it', prediction: { check: 'at-most', value: 102.57 }, verdict: 'fail' },
  ])('says what it comes to: $told', ({ prediction, verdict }) => {
    const row = compared(prediction, estimate, 0.99);
    expect(row.verdict).toBe(verdict);
    expect(row).toMatchObject({ check: prediction.check, theory: prediction.value, observed: 100 });
    const [low, high] = row.interval ?? [0, 0];
    const few = prediction.check === 'mean' && (prediction.events ?? 400) < 400;
    expect(high - low).toBeCloseTo(prediction.check === 'exact' || few ? 0 : 2 * half, 6);
    expect(row.why === undefined).toBe(verdict !== 'undecided');
  });

  test('of runs that are all alike has no interval: they are theory or they are not', () => {
    const alike = { mean: 0, error: 0, freedom: 29 };
    expect(compared(mean(0), alike, 0.99)).toMatchObject({ check: 'exact', interval: null, verdict: 'pass' });
    expect(compared(mean(4), alike, 0.99)).toMatchObject({ interval: null, verdict: 'fail' });
    expect(compared(mean(4, { error: 5 }), alike, 0.99)).toMatchObject({ verdict: 'undecided' });
    expect(compared({ check: 'at-most', value: 0 }, alike, 0.99)).toMatchObject({
      interval: null,
      detects: null,
      verdict: 'pass',
    });
  });

  test('of runs that are skewed reaches further on their side, and not nearer on the other', () => {
    const of = (skewness: number) =>
      compared(mean(100), { ...estimate, freedom: 29, skewness }, 0.99).interval!.map((end) => end - 100);
    const [low, high] = of(0);
    expect(-low!).toBeCloseTo(high!, 6);
    // (2 + 36/30) γ (1 + 2z²) / (6 √30), z = 2.5758.
    const further = (3.2 * 0.5 * (1 + 2 * 2.5758293 ** 2)) / (6 * Math.sqrt(30));
    expect(of(0.5)[0]).toBeCloseTo(low!, 6);
    expect(of(0.5)[1]).toBeCloseTo(high! + further, 5);
    expect(of(-0.5)[0]).toBeCloseTo(low! - further, 5);
    expect(of(-0.5)[1]).toBeCloseTo(high!, 6);
  });

  test('of few events fails where a mean is more often that large than the level allows', () => {
    const few = mean(1e-25, { events: 1e-20 });
    const of = (value: number) => compared(few, { mean: value, error: value / 9, freedom: 29 }, 0.99).verdict;
    expect(of(0)).toBe('undecided');
    expect(of(0.99e-23)).toBe('undecided');
    expect(of(1.01e-23)).toBe('fail');
  });

  test('of which a run saw nothing is undecided', () => {
    expect(compared(mean(1), null, 0.99)).toMatchObject({
      observed: null,
      interval: null,
      detects: null,
      verdict: 'undecided',
    });
  });

  test('that passes would fail with a formula off by more than it says to detect', () => {
    const mean = fc.record({
      check: fc.constant('mean' as const),
      value: fc.double({ min: 90, max: 110, noNaN: true }),
      error: fc.double({ min: 0, max: 5, noNaN: true }),
    });
    const exact = fc.record({
      check: fc.constant('exact' as const),
      value: fc.double({ min: 99, max: 101, noNaN: true }),
      tolerance: fc.double({ min: 0.01, max: 2, noNaN: true }),
    });
    const bound = fc.record({
      check: fc.constant('at-most' as const),
      value: fc.double({ min: 103, max: 1000, noNaN: true }),
    });
    const property = fc.property(fc.oneof(mean, exact, bound), (prediction) => {
      const { verdict, detects } = compared(prediction, estimate, 0.99);
      fc.pre(verdict === 'pass');
      const wrong = (factor: number) =>
        compared({ ...prediction, value: factor * prediction.value }, estimate, 0.99);
      expect(wrong(1 - 1.000001 * detects!).verdict).toBe('fail');
      if (prediction.check !== 'at-most') expect(wrong(1 + 1.000001 * detects!).verdict).toBe('fail');
    });
    fc.assert(property, { seed: 1, numRuns: 1000 });
  });

  test('has the names of its trial, and is there for each prediction', async () => {
    const [row, ...others] = await rowsOf(trial({ heads: { check: 'mean', value: 100 } }), 1, 0.99);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ system: 'coin', parameters: { p: 0.5 }, measure: 'heads', verdict: 'pass' });
    await expect(rowsOf(trial({ tails: { check: 'mean', value: 1 } }), 1, 0.99)).rejects.toThrow(
      'coin predicts tails, but does not observe it',
    );
  });
});

describe('a row that fails', () => {
  /** Observes these means one after another. */
  const observing = (means: number[], prediction: Prediction) => {
    const seen: string[] = [];
    const observed = async (key: Parameters<Trial['observe']>[0]) => {
      seen.push(String(key));
      return { heads: { ...estimate, mean: means[seen.length - 1]! } };
    };
    return { seen, trial: { ...trial({ heads: prediction }), observe: observed } };
  };

  test.each([
    { means: [100], verdict: 'pass', observed: 100 },
    { means: [90, 101, 102], verdict: 'pass', observed: 101 },
    { means: [90, 101, 90], verdict: 'fail', observed: 90 },
    { means: [90, 110, 100], verdict: 'fail', observed: 90 },
  ])('of chance fails again on one of two more sets of draws: $means', async (expected) => {
    const { seen, trial: given } = observing(expected.means, mean(100));
    const [row] = await rowsOf(given, 1, 0.99);
    expect(row).toMatchObject({ verdict: expected.verdict, observed: expected.observed });
    expect(row!.why).toBe(
      expected.means[0] === 90 && row!.verdict === 'pass' ? 'held on 2 of 3 sets of draws' : undefined,
    );
    expect(new Set(seen).size).toBe(expected.means.length);
  });

  test('of chance is undecided where another set cannot tell', async () => {
    const { seen, trial: given } = observing([90, 101, 102], mean(100));
    const coarse: Trial = {
      ...given,
      async observe(key) {
        const { heads } = (await given.observe(key)) as { heads: typeof estimate };
        return { heads: { ...heads, error: seen.length === 2 ? 12 : 1 } };
      },
    };
    const [row] = await rowsOf(coarse, 1, 0.99);
    expect(row).toMatchObject({ verdict: 'undecided', observed: 101, why: 'the interval is too wide' });
  });

  test('without chance fails at once', async () => {
    const { seen, trial: given } = observing([90], { check: 'exact', value: 100, tolerance: 1 });
    expect((await rowsOf(given, 1, 0.99))[0]).toMatchObject({ verdict: 'fail' });
    expect(seen).toHaveLength(1);
  });
});

test('rows of chance share a chance of 1%, exact ones take nothing of it', () => {
  const mean: Prediction = { check: 'mean', value: 1 };
  const bound: Prediction = { check: 'at-most', value: 1 };
  const exact: Prediction = { check: 'exact', value: 1, tolerance: 0 };
  expect(levelOfRows([trial({ exact })])).toBeCloseTo(0.99, 12);
  expect(levelOfRows([trial({ mean, exact })])).toBeCloseTo(0.99, 12);
  expect(levelOfRows([trial({ mean, exact }), trial({ mean, bound, more: mean })])).toBeCloseTo(
    1 - 0.01 / 4,
    12,
  );
});
