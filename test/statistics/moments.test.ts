import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Moments } from '../../src/statistics/moments.js';
import { exactDeviation, exactSum } from './exact.js';

test('a running tally has the mean and the deviation of the list, within 1e-9', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
  const property = fc.property(values, (list) => {
    const moments = new Moments();
    for (const value of list) moments.add(value);
    const mean = exactSum(list) / list.length;
    expect(moments.count).toBe(list.length);
    expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(1e-9 * Math.max(1, mean));
    const difference = moments.standardDeviation - exactDeviation(list);
    expect(Math.abs(difference)).toBeLessThanOrEqual(1e-9 * Math.max(1, mean));
  });
  fc.assert(property, { seed: 3, numRuns: 300 });
});
