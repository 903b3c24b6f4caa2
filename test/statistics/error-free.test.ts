import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorOfProduct, errorOfSum } from '../../src/statistics/error-free.js';
import { exactSum, nearest, units } from './exact.js';

/** Numbers of all sizes in a range that no product leaves, and of few bits, so that errors are often 0. */
const number = fc
  .tuple(
    fc.oneof(fc.double({ min: 1, max: 2, noNaN: true }), fc.constantFrom(1, 1.5, 1 + 2 ** -52)),
    fc.integer({ min: -120, max: 120 }),
    fc.constantFrom(1, -1),
  )
  .map(([significand, exponent, sign]) => sign * significand * 2 ** exponent);

test('exact numbers of the tests round as doubles do', () => {
  const property = fc.property(number, number, (a, b) => {
    expect(nearest(units(a))).toBe(a);
    expect(exactSum([a, b])).toBe(a + b);
  });
  fc.assert(property, { seed: 1, numRuns: 2000 });
});

test('a rounded sum and its error add up to the exact sum', () => {
  const property = fc.property(number, number, (a, b) => {
    expect(units(a + b) + units(errorOfSum(a, b, a + b))).toBe(units(a) + units(b));
  });
  fc.assert(property, { seed: 2, numRuns: 2000 });
});

test('a rounded product and its error add up to the exact product', () => {
  const property = fc.property(number, number, (a, b) => {
    const product = a * b;
    expect((units(product) + units(errorOfProduct(a, b, product))) << 1074n).toBe(units(a) * units(b));
  });
  fc.assert(property, { seed: 3, numRuns: 2000 });
});
