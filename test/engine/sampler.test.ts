import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Sampler } from '../../src/engine/sampler.js';

/** Samples `events` events of such values, with such a stride. */
function sampled(
  events: number,
  value: (event: number) => number,
  stride: (event: number) => number,
): Sampler {
  const sampler = new Sampler(1);
  for (let event = 1; event <= events; event++) {
    if (event !== sampler.next) continue;
    sampler.take(event, Float64Array.of(value(event)));
    sampler.skip(event, stride(event));
  }
  return sampler;
}

describe('a sampler', () => {
  test('that takes every event knows the sum, without error', () => {
    const sampler = sampled(
      10,
      (event) => event,
      () => 1,
    );
    expect(sampler.samples).toBe(10);
    expect(sampler.estimate(0, 10)).toEqual({ value: 55, standardError: 0 });
    expect(sampler.mean).toBe(5.5);
  });

  test('knows the sum of equal values, however few it takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 1, max: 200, noNaN: true }),
        (events, stride) => {
          const sampler = sampled(
            events,
            () => 3,
            () => stride,
          );
          const { value, standardError } = sampler.estimate(0, events);
          expect(value).toBeCloseTo(3 * events, 6);
          if (!Number.isNaN(standardError)) expect(standardError).toBeCloseTo(0, 3);
        },
      ),
      { seed: 1 },
    );
  });

  test('takes about one event in `stride`', () => {
    const { samples } = sampled(
      100_000,
      () => 1,
      () => 50,
    );
    expect(samples).toBeGreaterThan(1900);
    expect(samples).toBeLessThan(2100);
  });

  test('becomes rarer by a factor of two at most', () => {
    const sampler = new Sampler(1);
    let last = 0;
    for (let i = 0; i < 8; i++) {
      sampler.take(sampler.next, Float64Array.of(1));
      sampler.skip(sampler.next, 1e9);
      expect(sampler.next - last).toBeLessThan(2 ** (i + 3));
      last = sampler.next;
    }
  });

  test.each([
    ['a rhythm as long as the stride', (event: number) => (event % 32 === 0 ? 100 : 1), () => 32],
    ['a rhythm of tens', (event: number) => (event % 10 === 0 ? 50 : 2), () => 20],
    ['a trend, sampled ever more rarely', (event: number) => 1 + 100 / event, (event: number) => event / 100],
  ])('estimates %s within four standard errors', (_, value, stride) => {
    const events = 50_000;
    let sum = 0;
    for (let event = 1; event <= events; event++) sum += value(event);
    const { value: estimate, standardError } = sampled(events, value, stride).estimate(0, events);
    expect(Math.abs(estimate - sum)).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(sum / 5);
  });

  test('says what it does not know', () => {
    const sampler = new Sampler(1);
    expect(sampler.estimate(0, 5)).toEqual({ value: Number.NaN, standardError: Number.NaN });
    sampler.take(2, Float64Array.of(4));
    expect(sampler.estimate(0, 4)).toEqual({ value: 16, standardError: Number.NaN });
  });
});
