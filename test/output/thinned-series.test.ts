import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ThinnedSeries } from '../../src/output/figures/thinned-series.js';

function thinned(limit: number, length: number) {
  const series = new ThinnedSeries<{ at: number }>(limit);
  for (let at = 0; at < length; at++) series.add({ at });
  return { stride: series.stride, kept: series.samples.map(({ at }) => at) };
}

test('every sample is kept up to the limit; then every second, every fourth …, and always the last', () => {
  expect(thinned(4, 0)).toEqual({ stride: 1, kept: [] });
  expect(thinned(4, 4)).toEqual({ stride: 1, kept: [0, 1, 2, 3] });
  expect(thinned(4, 5)).toEqual({ stride: 2, kept: [0, 2, 4] });
  expect(thinned(4, 6)).toEqual({ stride: 2, kept: [0, 2, 4, 5] });
  expect(thinned(4, 9)).toEqual({ stride: 4, kept: [0, 4, 8] });
});

property.prop([fc.integer({ min: 1, max: 20 }).map((half) => 2 * half), fc.nat(2000)])(
  'what is kept is evenly spaced, in bounds, and begins and ends with the run',
  (limit, length) => {
    const { stride, kept } = thinned(limit, length + 1);
    expect(kept[0]).toBe(0);
    expect(kept.at(-1)).toBe(length);
    expect(kept.length).toBeLessThanOrEqual(limit + 1);
    expect(kept.length).toBeGreaterThanOrEqual(Math.min(limit / 2, length + 1));
    expect(kept.slice(0, -1).every((at, i) => at === i * stride)).toBe(true);
  },
);
