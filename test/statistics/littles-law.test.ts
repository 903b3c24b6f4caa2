import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { LittlesLawCheck } from '../../src/statistics/littles-law.js';
import { TimeAverage } from '../../src/statistics/time-average.js';
import { sojournsOfMM1 } from './draws.js';

const task = fc.record({
  arrival: fc.double({ min: 0, max: 100, noNaN: true }),
  sojourn: fc.double({ min: 0, max: 50, noNaN: true }),
});
const window = { from: 30, to: 80 };

type Task = { arrival: number; sojourn: number };

/** Plays tasks in order of events, with a count of its own, through a window; `tell` says which tasks it is told of. */
function check(tasks: readonly Task[], tell: (task: Task, at: number) => boolean = () => true) {
  const law = new LittlesLawCheck();
  const number = new TimeAverage();
  const events = tasks
    .flatMap((each) => [
      { time: each.arrival, by: 1, each },
      { time: each.arrival + each.sojourn, by: -1, each },
    ])
    .filter(({ time }) => time <= window.to)
    .sort((a, b) => a.time - b.time || b.by - a.by);
  let warm = false;
  for (const { time, by, each } of events) {
    if (!warm && time >= window.from) {
      number.restart(window.from);
      law.restart(window.from);
      warm = true;
    }
    number.change(time, by);
    if (by < 0 && tell(each, tasks.indexOf(each))) law.departed(each.arrival, time);
  }
  if (!warm) {
    number.restart(window.from);
    law.restart(window.from);
  }
  for (const each of tasks) {
    if (each.arrival <= window.to && each.arrival + each.sojourn > window.to)
      law.remains(each.arrival, window.to);
  }
  return law.check(number.integral(window.to), window.to);
}

describe("Little's law", () => {
  test('holds as an identity in every window, and to its gap as L = λW', () => {
    const property = fc.property(fc.array(task, { maxLength: 40 }), (tasks) => {
      const { number, throughput, sojourn, gap, error } = check(tasks);
      const length = window.to - window.from;
      /** Definitions, from the list. */
      const left = tasks.filter(
        ({ arrival, sojourn }) => arrival + sojourn >= window.from && arrival + sojourn <= window.to,
      );
      const inside = tasks.reduce(
        (sum, { arrival, sojourn }) =>
          sum + Math.max(0, Math.min(window.to, arrival + sojourn) - Math.max(window.from, arrival)),
        0,
      );
      expect(error).toBeLessThan(1e-9);
      expect(number).toBeCloseTo(inside / length, 9);
      expect(throughput).toBe(left.length / length);
      const mean = left.reduce((sum, each) => sum + each.sojourn, 0) / left.length;
      if (left.length === 0) expect(sojourn).toBeNull();
      else expect(sojourn).toBeCloseTo(mean, 9);
      if (number === 0) expect(gap).toBeNull();
      else expect(gap! * number!).toBeCloseTo(number! - throughput! * (sojourn ?? 0), 9);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('finds out a task that was not accounted for', () => {
    const tasks = Array.from({ length: 100 }, (_, i) => ({ arrival: i, sojourn: 7 }));
    expect(check(tasks).error).toBeLessThan(1e-12);
    // Of the 50 tasks in the window at any time 7 are there; one of them is not told of.
    expect(check(tasks, (_, at) => at !== 50).error).toBeCloseTo(7 / 350, 12);
  });

  test('has a gap that dies away with the length of the window: M/M/1 at 0.8', () => {
    const gaps = [1_000, 100_000].map((count) => {
      const uniform = new Streams(2).uniform('tasks');
      const next = sojournsOfMM1(0.8, uniform);
      const law = new LittlesLawCheck();
      let integral = 0;
      // Arrivals 1.25 apart stand in for Poisson ones: the identity does not ask.
      const end = 1.25 * count;
      for (let i = 0; i < count; i++) {
        const arrival = 1.25 * i;
        const departure = arrival + next();
        integral += Math.min(end, departure) - arrival;
        if (departure <= end) law.departed(arrival, departure);
        else law.remains(arrival, end);
      }
      const result = law.check(integral, end);
      expect(result.error).toBeLessThan(1e-9);
      return Math.abs(result.gap!);
    }) as [number, number];
    expect(gaps[0]).toBeLessThan(0.1);
    expect(gaps[1]).toBeLessThan(0.001);
  });

  test('of an empty system has no gap and no error, and of a window without length nothing at all', () => {
    expect(new LittlesLawCheck(5).check(0, 9)).toEqual({
      number: 0,
      throughput: 0,
      sojourn: null,
      gap: null,
      error: 0,
    });
    expect(new LittlesLawCheck(5).check(0, 5)).toEqual({
      number: null,
      throughput: null,
      sojourn: null,
      gap: null,
      error: null,
    });
  });
});
