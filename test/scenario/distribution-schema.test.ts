import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type Distribution, sampler } from '../../src/random/distribution.js';
import { Streams } from '../../src/random/streams.js';
import { distribution } from '../../src/scenario/distribution-schema.js';

const real = fc.double({ min: -100, max: 100, noNaN: true });
const positive = fc.double({ min: 0.01, max: 100, noNaN: true });

const anyDistribution: fc.Arbitrary<Distribution> = fc.oneof(
  real,
  fc.record({ constant: real }),
  fc.record({ deterministic: real }),
  fc.record({ uniform: fc.tuple(real, real) }),
  fc.record({ exponential: positive }),
  fc.record({ lognormal: fc.tuple(positive, positive) }),
  fc.record({ pareto: fc.tuple(positive, positive) }),
);

test.prop([anyDistribution, real, fc.nat()])(
  'no draw of an accepted distribution falls below its bound',
  (shape, from, seed) => {
    if (!distribution({ from }).safeParse(shape).success) return;
    const draw = sampler(shape, new Streams(seed).uniform('test'));
    for (let i = 0; i < 50; i++) expect(draw()).toBeGreaterThanOrEqual(from);
  },
);

test.prop([fc.double({ min: 0, max: 10, noNaN: true }), positive])(
  'a uniform distribution is refused exactly where it could reach the bound',
  (low, width) => {
    const shape = { uniform: [low, low + width] };
    expect(distribution({ above: 0 }).safeParse(shape).success).toBe(low >= 1e-12);
    expect(distribution({ from: 0 }).safeParse(shape).success).toBe(true);
    expect(distribution({ from: 5 }).safeParse(shape).success).toBe(low >= 5);
  },
);

test('a uniform distribution whose ends are swapped is refused', () => {
  const result = distribution({ from: 0 }).safeParse({ uniform: [2, 1] });
  expect(result.error?.issues[0]).toMatchObject({
    path: ['uniform'],
    message: 'the lower end is above the upper end',
  });
});

test('a distribution on the positive numbers is above 0, though 0 is its infimum', () => {
  expect(distribution({ above: 0 }).safeParse({ exponential: 1 }).success).toBe(true);
  expect(distribution({ above: 0 }).safeParse({ lognormal: [1, 2] }).success).toBe(true);
  expect(distribution({ above: 1 }).safeParse({ exponential: 1 }).success).toBe(false);
});
