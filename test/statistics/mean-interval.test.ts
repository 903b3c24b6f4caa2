import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { estimateOf, halfWidth } from '../../src/statistics/estimate.js';
import { meanInterval } from '../../src/statistics/mean-interval.js';
import { RunningMean } from '../../src/statistics/running-mean.js';
import { studentTailQuantile } from '../../src/statistics/student-t.js';

describe('the interval of a mean', () => {
  test('is Student’s where values are not skewed', () => {
    const values = [1, 2, 3, 4, 5, 6];
    const { low, high } = meanInterval(values, 0.95);
    const half = halfWidth(estimateOf(values), 0.95);
    expect(high - 3.5).toBeCloseTo(half, 12);
    expect(3.5 - low).toBeCloseTo(half, 12);
  });

  test('reaches further to the side of the skewness, and on the other as far as Student’s', () => {
    const values = [1, 1, 1, 2, 9];
    const { error, mean } = estimateOf(values);
    const { low, high } = meanInterval(values, 0.95);
    const t = studentTailQuantile(0.025, 4);
    const z = studentTailQuantile(0.025, Number.POSITIVE_INFINITY);
    // Σ (x − 2.8)³ = 221.04 − …, by hand: −17.496 − 0.512 + 238.328.
    const skewness = ((5 / 12) * 220.32) / (error * Math.sqrt(5)) ** 3;
    expect(mean - low).toBeCloseTo(t * error, 9);
    expect(high - mean).toBeCloseTo(
      (t + ((2 + 36 / 5) * skewness * (1 + 2 * z ** 2)) / (6 * Math.sqrt(5))) * error,
      9,
    );
    const mirrored = meanInterval(
      values.map((value) => -value),
      0.95,
    );
    expect([mirrored.low, mirrored.high]).toEqual([-high, -low]);
  });

  test('has no width where nothing varies, and is wider with fewer degrees of freedom', () => {
    expect(meanInterval([0.1, 0.1, 0.1], 0.95)).toEqual({ mean: 0.1, low: 0.1, high: 0.1 });
    const values = [3, 1, 4, 1, 5];
    const [many, few] = [meanInterval(values, 0.95), meanInterval(values, 0.95, 1)];
    expect(few.low).toBeLessThan(many.low);
    expect(few.high).toBeGreaterThan(many.high);
  });

  test('is the same while values come', () => {
    const draw = new Streams(1).uniform('values');
    const running = new RunningMean();
    const values: number[] = [];
    expect(running.mean).toBeNaN();
    for (let i = 0; i < 40; i++) {
      const value = 1000 + draw() ** 4;
      running.add(value);
      values.push(value);
      const interval = running.interval(0.99);
      if (i === 0) expect(interval).toBeUndefined();
      else {
        const whole = meanInterval(values, 0.99);
        expect(interval!.low).toBeCloseTo(whole.low, 8);
        expect(interval!.high).toBeCloseTo(whole.high, 8);
      }
    }
  });
});
