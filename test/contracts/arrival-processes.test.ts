import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.js';
import { arrivalProcesses } from '../../src/workload/arrival-processes.js';
import { traced } from '../../src/workload/processes/traced.js';
import { known, processOf, tasksByRound, timesOf } from './arrival-terms.js';

describe.each(Object.keys(arrivalProcesses))('the arrival process %s', (name) => {
  const samples = known.filter((sample) => sample.name === name);

  test('has terms to be tested with', () => {
    expect(samples.length).toBeGreaterThan(0);
  });

  test('brings whole numbers of tasks, at least 0, and the same ones from the same stream', () => {
    const property = fc.property(fc.constantFrom(...samples), fc.nat(), ({ terms }, seed) => {
      const tasks = tasksByRound(name, terms, 100, seed);
      expect(tasks.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      expect(tasksByRound(name, terms, 100, seed)).toEqual(tasks);
    });
    fc.assert(property, { seed: 1, numRuns: 50 });
  });

  test('brings tasks at times that never go back, from 0 on, and the same ones from the same stream', () => {
    const property = fc.property(fc.constantFrom(...samples), fc.nat(), ({ terms }, seed) => {
      const times = timesOf(name, terms, seed, { most: 500 });
      expect(times.every((time, i) => time >= (times[i - 1] ?? 0))).toBe(true);
      expect(timesOf(name, terms, seed, { most: 500 })).toEqual(times);
    });
    fc.assert(property, { seed: 2, numRuns: 50 });
  });
});

test.each(known.filter(({ mean }) => mean === 0))('$name arrivals $told never come', ({ name, terms }) => {
  expect(tasksByRound(name, terms, 100, 1)).toEqual(new Array(100).fill(0));
  const next = processOf(name, terms).times(new Streams(1).uniform('arrivals'));
  expect(next(0)).toBe(Number.POSITIVE_INFINITY);
  expect(next(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});

test('constant arrivals bring ⌊n · rate⌋ tasks in n rounds', () => {
  const property = fc.property(fc.integer({ min: 0, max: 20_000 }), (thousandths) => {
    const tasks = tasksByRound('constant', { rate: thousandths / 1000 }, 60, 1);
    let total = 0;
    for (const [round, count] of tasks.entries()) {
      total += count;
      expect(total).toBe(Math.floor(((round + 1) * thousandths) / 1000));
    }
  });
  fc.assert(property, { seed: 2, numRuns: 200 });
});

test('constant arrivals come at k / rate, without a drift', () => {
  const property = fc.property(fc.double({ min: 0.1, max: 20, noNaN: true }), (rate) => {
    const times = timesOf('constant', { rate }, 1, { most: 1000 });
    expect(times).toEqual(Array.from({ length: 1000 }, (_, k) => (k + 1) / rate));
  });
  fc.assert(property, { seed: 3, numRuns: 50 });
});

test('traced arrivals come at their times, those of equal time one after another, and then no more', () => {
  const trace = { length: 4, time: Float64Array.of(0, 3, 3, 60) };
  const uniform = new Streams(1).uniform('arrivals');
  const next = traced({ trace, roundLength: 60 }).times(uniform);
  const times = [next(0), next(0), next(0.05), next(0.05), next(1), next(Number.POSITIVE_INFINITY)];
  expect(times).toEqual([0, 0.05, 0.05, 1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  const counts = traced({ trace, roundLength: 60 }).counts(uniform);
  expect([counts(0), counts(1), counts(2)]).toEqual([3, 1, 0]);
});
