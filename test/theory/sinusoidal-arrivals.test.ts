import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedArrivals } from '../../src/theory/sinusoidal-arrivals.js';

describe('expected arrivals under a sinusoidal rate', () => {
  test.each([
    { from: 0, to: 50, expected: 659.155 },
    { from: 50, to: 100, expected: 340.845 },
    { from: 0, to: 100, expected: 1000 },
    { from: 30, to: 30, expected: 0 },
  ])('of 10 (1 + 0.5 sin 2πt/100) are $expected from $from to $to', ({ from, to, expected }) => {
    expect(expectedArrivals({ base: 10, amplitude: 5, period: 100 }, from, to)).toBeCloseTo(expected, 3);
  });

  test('are amplitude · period / π a period where the rate is a sine above 0 alone', () => {
    expect(expectedArrivals({ base: 0, amplitude: 6, period: 20 }, 40, 60)).toBeCloseTo(120 / Math.PI, 10);
  });

  test('are none where the rate never is above 0', () => {
    expect(expectedArrivals({ base: -2, amplitude: 1, period: 20 }, 0, 1000)).toBe(0);
    expect(expectedArrivals({ base: 0, amplitude: 0, period: 20 }, 0, 1000)).toBe(0);
  });

  test('are the integral of the rate, by the midpoint rule, whatever the terms', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    const property = fc.property(
      value,
      value,
      fc.double({ min: 0.5, max: 50, noNaN: true }),
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (base, amplitude, period, from, length) => {
        const steps = 20_000;
        let sum = 0;
        for (let i = 0; i < steps; i++) {
          const time = from + ((i + 0.5) * length) / steps;
          sum += Math.max(0, base + amplitude * Math.sin((2 * Math.PI * time) / period));
        }
        const known = expectedArrivals({ base, amplitude, period }, from, from + length);
        // Each of the 400 kinks at most costs a step of at most 20 · π · step / period.
        expect(Math.abs(known - (sum * length) / steps)).toBeLessThan(1e-2);
      },
    );
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});
