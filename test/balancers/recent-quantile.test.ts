import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentQuantile } from '../../src/balancers/recent-quantile.js';

it('is the least number that enough of the last ones do not exceed', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 20 }),
    fc.constantFrom(0, 0.25, 0.6, 2 ** -0.25, 1),
    fc.array(fc.nat({ max: 8 }), { maxLength: 60, size: 'max' }),
    (size, share, numbers) => {
      const quantile = new RecentQuantile(size, share);
      expect(quantile.value).toBe(Number.POSITIVE_INFINITY);
      for (const [i, number] of numbers.entries()) {
        quantile.add(number);
        const last = numbers.slice(Math.max(0, i + 1 - size), i + 1);
        const enough = last.filter(
          (limit) => last.filter((each) => each <= limit).length >= share * last.length,
        );
        expect(quantile.value).toBe(Math.min(...enough));
      }
    },
  );
  fc.assert(property, { seed: 1, numRuns: 300 });
});
