import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrivalProcesses } from '../../src/workload/arrival-processes.js';
import { type ProcessName, samples, tasksByRound } from './arrival-terms.js';

describe.each(Object.keys(arrivalProcesses))('the arrival process %s', (name) => {
  const known = samples[name as ProcessName];

  test('has terms to be tested with', () => {
    expect(known).toBeDefined();
  });

  test('brings whole numbers of tasks, at least 0, and the same ones from the same stream', () => {
    const property = fc.property(fc.constantFrom(...known), fc.nat(), ({ terms }, seed) => {
      const tasks = tasksByRound(name, terms, 100, seed);
      expect(tasks.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      expect(tasksByRound(name, terms, 100, seed)).toEqual(tasks);
    });
    fc.assert(property, { seed: 1, numRuns: 50 });
  });
});

test('constant arrivals bring ⌊n · rate⌋ tasks in n rounds', () => {
  const property = fc.property(fc.double({ min: 0, max: 20, noNaN: true }), (rate) => {
    const tasks = tasksByRound('constant', { rate }, 60, 1);
    let total = 0;
    for (const [round, count] of tasks.entries()) {
      total += count;
      expect(total).toBe(Math.floor((round + 1) * rate));
    }
  });
  fc.assert(property, { seed: 2, numRuns: 200 });
});
