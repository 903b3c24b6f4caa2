import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeAverage } from '../../src/statistics/time-average.js';

/** Changes at whole times, to whole values, and a window: all sums are exact. */
const story = fc.record({
  steps: fc.array(fc.record({ wait: fc.nat({ max: 20 }), to: fc.nat({ max: 50 }) }), { maxLength: 50 }),
  restart: fc.nat({ max: 200 }),
  more: fc.nat({ max: 20 }),
});

describe('an average over time', () => {
  test('is the mean of what the quantity was in each unit of the window', () => {
    const property = fc.property(story, ({ steps, restart, more }) => {
      const end = steps.reduce((time, { wait }) => time + wait, 0) + more;
      const start = Math.min(restart, end);
      /** The naive twin: the value in [t, t + 1). */
      const units = new Array<number>(end).fill(0);
      const average = new TimeAverage();
      let time = 0;
      let value = 0;
      let begun = false;
      for (const { wait, to } of steps) {
        for (let unit = time; unit < time + wait; unit++) units[unit] = value;
        if (!begun && time + wait >= start) {
          average.restart(start);
          begun = true;
        }
        time += wait;
        if (to % 2 === 0) average.set(time, to);
        else average.change(time, to - value);
        value = to;
        expect(average.current).toBe(value);
      }
      for (let unit = time; unit < end; unit++) units[unit] = value;
      if (!begun) average.restart(start);
      const sum = units.slice(start).reduce((total, unit) => total + unit, 0);
      expect(average.integral(end)).toBe(sum);
      expect(average.average(end)).toBe(end > start ? sum / (end - start) : Number.NaN);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('can start with a value, and be asked without being changed', () => {
    const average = new TimeAverage(10, 4);
    expect([average.average(12), average.average(20), average.integral(15)]).toEqual([4, 4, 20]);
    average.set(20, 0);
    expect(average.average(30)).toBe(2);
  });
});
