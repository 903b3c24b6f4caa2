import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Prediction, Trial } from '../../src/validation/known-system.js';
import { compared, levelOfRows, rowsOf } from '../../src/validation/validate.js';

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

describe('a row', () => {
  test.each<{ told: string; prediction: Prediction; pass: boolean }>([
    { told: 'a mean within its interval', prediction: { check: 'mean', value: 97.43 }, pass: true },
    { told: 'a mean below it', prediction: { check: 'mean', value: 97.42 }, pass: false },
    { told: 'a mean above it', prediction: { check: 'mean', value: 102.58 }, pass: false },
    { told: 'a limit from below', prediction: { check: 'mean', value: 97, bias: 1 }, pass: true },
    {
      told: 'a limit that is not from below',
      prediction: { check: 'mean', value: 103, bias: 1 },
      pass: false,
    },
    {
      told: 'a number to its tolerance',
      prediction: { check: 'exact', value: 100.1, tolerance: 0.11 },
      pass: true,
    },
    {
      told: 'a number beyond it',
      prediction: { check: 'exact', value: 100.1, tolerance: 0.09 },
      pass: false,
    },
    { told: 'a bound above the interval', prediction: { check: 'at-most', value: 102.58 }, pass: true },
    { told: 'a bound within it', prediction: { check: 'at-most', value: 102.57 }, pass: false },
  ])('passes or fails: $told', ({ prediction, pass }) => {
    const row = compared(prediction, estimate, 0.99);
    expect(row.pass).toBe(pass);
    expect(row).toMatchObject({ check: prediction.check, theory: prediction.value, observed: 100 });
    const width = prediction.check === 'exact' ? 0 : 2 * half;
    expect(row.high - row.low).toBeCloseTo(width, 6);
  });

  test('that passes would fail with a formula off by more than it says to detect', () => {
    const mean = fc.record({
      check: fc.constant('mean' as const),
      value: fc.double({ min: 90, max: 110, noNaN: true }),
      bias: fc.double({ min: 0, max: 5, noNaN: true }),
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
      const { pass, detects } = compared(prediction, estimate, 0.99);
      fc.pre(pass);
      const wrong = (factor: number) =>
        compared({ ...prediction, value: factor * prediction.value }, estimate, 0.99);
      expect(wrong(1 - 1.000001 * detects).pass).toBe(false);
      if (prediction.check !== 'at-most') expect(wrong(1 + 1.000001 * detects).pass).toBe(false);
    });
    fc.assert(property, { seed: 1, numRuns: 1000 });
  });

  test('has the names of its trial, and is there for each prediction', async () => {
    const [row, ...others] = await rowsOf(trial({ heads: { check: 'mean', value: 100 } }), 1, 0.99);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ system: 'coin', parameters: { p: 0.5 }, measure: 'heads', pass: true });
    await expect(rowsOf(trial({ tails: { check: 'mean', value: 1 } }), 1, 0.99)).rejects.toThrow(
      'coin predicts tails, but does not observe it',
    );
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
