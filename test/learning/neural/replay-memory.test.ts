import { expect, test } from 'vitest';
import { ReplayMemory } from '../../../src/learning/neural/replay-memory.js';
import { transitions } from '../../../src/learning/neural/transitions.js';
import { CounterDraws } from '../../../src/random/counter-draws.js';

/** Transition n: state (n, −n), action n mod 3, reward 10 n, next state (n + 1, −n − 1). */
function remembering(capacity: number, count: number): ReplayMemory {
  const memory = new ReplayMemory(capacity, 2);
  for (let n = 0; n < count; n++) memory.remember([n, -n], n % 3, 10 * n, [n + 1, -n - 1]);
  return memory;
}

/** The numbers of `rows` sampled transitions, whose parts must belong together. */
function sampled(memory: ReplayMemory, rows: number, step: number, entity = 0): number[] {
  const batch = transitions(rows, 2);
  memory.sample(batch, new CounterDraws(5), entity, step);
  return Array.from({ length: rows }, (_, row) => {
    const n = batch.states[2 * row]!;
    expect(batch.states[2 * row + 1]).toBe(-n);
    expect(batch.actions[row]).toBe(n % 3);
    expect(batch.rewards[row]).toBe(10 * n);
    expect([...batch.nextStates.subarray(2 * row, 2 * row + 2)]).toEqual([n + 1, -n - 1]);
    return n;
  });
}

test('a memory keeps the last transitions only', () => {
  const memory = remembering(10, 27);
  expect(memory.length).toBe(10);
  const seen = new Set(Array.from({ length: 50 }, (_, step) => sampled(memory, 32, step)).flat());
  expect([...seen].sort((a, b) => a - b)).toEqual([17, 18, 19, 20, 21, 22, 23, 24, 25, 26]);
});

test('a memory that is not full is sampled as far as it goes', () => {
  const memory = remembering(10_000, 3);
  expect(memory.length).toBe(3);
  expect(new Set(sampled(memory, 64, 0))).toEqual(new Set([0, 1, 2]));
});

test('every transition is as likely: chi-squared of 100 cells below its 99.9 % point', () => {
  const memory = remembering(100, 100);
  const counts = new Float64Array(100);
  for (let step = 0; step < 100; step++) for (const n of sampled(memory, 100, step)) counts[n]!++;
  const chiSquared = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
  expect(chiSquared).toBeLessThan(148.2);
});

test('what is sampled depends on who and when, not on what was sampled before', () => {
  const memory = remembering(1000, 1000);
  const once = sampled(memory, 32, 7);
  expect(sampled(memory, 32, 8)).not.toEqual(once);
  expect(sampled(memory, 32, 7, 1)).not.toEqual(once);
  expect(sampled(memory, 32, 7)).toEqual(once);
});

test('an empty memory, and a batch beyond the draws, are refused', () => {
  expect(() => sampled(remembering(10, 0), 1, 0)).toThrow('there is nothing to sample from');
  expect(() => sampled(remembering(10, 5), 257, 0)).toThrow('a batch has at most 256 rows');
});
