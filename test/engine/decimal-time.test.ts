import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elapsed, evenly, instant } from '../../src/engine/decimal-time.js';
import { decimal, decimalDifference } from '../reference/decimal.js';

/** A decimal of at most 15 digits, as people write it: digits × 10^−places. */
const decimals = fc
  .record({ digits: fc.integer({ min: 0, max: 1e8 }), places: fc.integer({ min: 0, max: 6 }) })
  .map(({ digits, places }) => ({ digits, places, value: Number(`${digits}e-${places}`) }));

/** Any time that a simulation may reach. */
const times = fc.oneof(
  fc.double({ min: 0, max: 1e13, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: -30, max: 15 }).map((power) => 10 ** power),
);

describe('an instant', () => {
  test('is the restated rule, to the bit', () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        expect(instant(a)).toBe(decimal(a));
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(elapsed(from, to)).toBe(decimalDifference(from, to));
      }),
      { seed: 1, numRuns: 20_000 },
    );
  });

  test('is a decimal of at most 15 digits as it is written', () => {
    fc.assert(
      fc.property(times, (time) => {
        const written = instant(time);
        if (written >= 1e-7 && written < 1e15) expect(Number(written.toPrecision(15))).toBe(written);
      }),
      { seed: 2, numRuns: 20_000 },
    );
  });

  test('of such a decimal is that decimal, and so is the sum, the difference and the multiple', () => {
    fc.assert(
      fc.property(decimals, decimals, fc.integer({ min: 1, max: 1000 }), (a, b, times) => {
        expect(instant(a.value)).toBe(a.value);
        const places = Math.max(a.places, b.places);
        const [whole, other] = [a, b].map((one) => BigInt(one.digits) * 10n ** BigInt(places - one.places));
        const sum = whole! + other!;
        expect(instant(a.value + b.value)).toBe(Number(`${sum}e-${places}`));
        expect(elapsed(a.value, instant(a.value + b.value))).toBe(b.value);
        expect(instant(times * a.value)).toBe(Number(`${BigInt(times) * BigInt(a.digits)}e-${a.places}`));
      }),
      { seed: 3, numRuns: 20_000 },
    );
  });

  test('rounded again is the same, and rounding keeps the order', () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        expect(instant(instant(a))).toBe(instant(a));
        expect(instant(Math.min(a, b))).toBeLessThanOrEqual(instant(Math.max(a, b)));
      }),
      { seed: 4, numRuns: 20_000 },
    );
  });

  test('stays exact over a million steps, where doubles drift', () => {
    let [time, drifting] = [0, 0];
    for (let step = 0; step < 1_000_000; step++) {
      time = instant(time + 0.1);
      drifting += 0.1;
    }
    expect(time).toBe(100_000);
    expect(drifting).not.toBe(100_000);
  });

  test('of no time is none', () => {
    expect(instant(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(instant(Number.NaN)).toBeNaN();
    expect(instant(0)).toBe(0);
  });
});

describe('numbers that come evenly', () => {
  test('add up to the decimal product, rounded down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 300 }), (digits, times) => {
        let sum = 0;
        for (let n = 0; n < times; n++) sum += evenly(digits / 1000, n);
        expect(sum).toBe(Math.floor((digits * times) / 1000));
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
