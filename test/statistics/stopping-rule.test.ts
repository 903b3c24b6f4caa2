import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { estimateOf, halfWidth } from '../../src/statistics/estimate.js';
import { isPrecise, type Precision } from '../../src/statistics/stopping-rule.js';
import { normals } from './draws.js';

const known = { mean: 10, error: 0.5, freedom: Number.POSITIVE_INFINITY };
const half = halfWidth(known, 0.95);

describe('a wanted precision', () => {
  test.each<{ wanted: Precision; replications?: number; met: boolean; told: string }>([
    { told: 'an absolute one just met', wanted: { level: 0.95, absolute: half }, met: true },
    { told: 'an absolute one just missed', wanted: { level: 0.95, absolute: half * 0.999 }, met: false },
    { told: 'too few replications', wanted: { level: 0.95, absolute: 1 }, replications: 9, met: false },
    { told: 'fewer asked for', wanted: { level: 0.95, absolute: 1, least: 5 }, replications: 5, met: true },
    // 0.98 of 10 is γ / (1 + γ) with γ = 0.1086, not 0.098.
    { told: 'a relative error of the true mean', wanted: { level: 0.95, relative: 0.109 }, met: true },
    { told: 'one of the estimate only', wanted: { level: 0.95, relative: 0.1 }, met: false },
    { told: 'either of two', wanted: { level: 0.95, relative: 0.01, absolute: 1 }, met: true },
    { told: 'nothing', wanted: { level: 0.95 }, met: false },
  ])('is met or missed: $told', ({ wanted, replications = 100, met }) => {
    expect(isPrecise(known, replications, wanted)).toBe(met);
  });

  test('is reached with about as many replications as it takes, and the interval then holds 92% or more', () => {
    const draw = normals(new Streams(1).uniform('replications'));
    const wanted: Precision = { level: 0.95, absolute: 0.4 };
    const runs = 4_000;
    let held = 0;
    let total = 0;
    for (let run = 0; run < runs; run++) {
      const values = [draw(), draw()];
      while (!isPrecise(estimateOf(values), values.length, wanted)) values.push(draw());
      if (Math.abs(estimateOf(values).mean) <= 0.4) held++;
      total += values.length;
    }
    // (1.96 / 0.4)² = 24 with a known variance; Chow and Robbins: the expected number approaches that from above or near it.
    expect(total / runs).toBeGreaterThan(22);
    expect(total / runs).toBeLessThan(28);
    const deviation = Math.sqrt((0.95 * 0.05) / runs);
    expect(held / runs).toBeGreaterThan(0.92 - 4 * deviation);
    expect(held / runs).toBeLessThan(0.95 + 4 * deviation);
  });
});
