import { describe, expect, test } from 'vitest';
import { known, tasksByRound, timesOf } from './arrival-terms.js';

const ROUNDS = 400_000;

describe.each(known)('$name arrivals $told', ({ name, terms, mean, variance }) => {
  // Five standard errors, and one task for the fraction that constant arrivals still owe.
  const bound = (of: number) => 5 * Math.sqrt(of / ROUNDS) + 1 / ROUNDS;

  test('bring their mean tasks a round', () => {
    const tasks = tasksByRound(name, terms, ROUNDS, 7);
    const observed = tasks.reduce((total, count) => total + count, 0) / ROUNDS;
    expect(Math.abs(observed - mean)).toBeLessThanOrEqual(bound(variance.counts));
  });

  test('bring their mean tasks a unit of continuous time', () => {
    const observed = timesOf(name, terms, 7, { end: ROUNDS }).length / ROUNDS;
    expect(Math.abs(observed - mean)).toBeLessThanOrEqual(bound(variance.times));
  });
});

describe('sinusoidal arrivals', () => {
  test('follow max(0, base + amplitude · sin(2π · round/period)) phase by phase', () => {
    const period = 20;
    const tasks = tasksByRound('sinusoidal', { base: 4, amplitude: 6, period }, ROUNDS, 8);
    for (let phase = 0; phase < period; phase++) {
      const rate = Math.max(0, 4 + 6 * Math.sin((2 * Math.PI * phase) / period));
      const counts = tasks.filter((_, round) => round % period === phase);
      const mean = counts.reduce((total, count) => total + count, 0) / counts.length;
      expect(Math.abs(mean - rate)).toBeLessThanOrEqual(5 * Math.sqrt(rate / counts.length));
    }
  });
});

test('arrivals in steps have the rate of each step in its rounds, and begin anew after the last', () => {
  const rates = [2, 0, 10];
  const tasks = tasksByRound('steps', { rates, length: 4 }, ROUNDS, 10);
  for (let phase = 0; phase < 12; phase++) {
    const rate = rates[Math.floor(phase / 4)]!;
    const counts = tasks.filter((_, round) => round % 12 === phase);
    const mean = counts.reduce((total, count) => total + count, 0) / counts.length;
    expect(Math.abs(mean - rate)).toBeLessThanOrEqual(5 * Math.sqrt(rate / counts.length));
  }
});

test('bursty arrivals stay in a burst for 1/leave rounds and calm for 1/enter rounds on average', () => {
  // Means so far apart that a round's number tells its state but for one in 1e5.
  const terms = { calm: 1, burst: 60, enter: 0.05, leave: 0.25 };
  const bursts = tasksByRound('bursty', terms, ROUNDS, 9).map((count) => count > 20);
  const entered = bursts.filter((burst, round) => burst && !bursts[round - 1]).length;
  const left = bursts.filter((burst, round) => !burst && bursts[round - 1]).length;
  const inBurst = bursts.filter(Boolean).length;
  const calm = ROUNDS - inBurst;
  // Each calm round ends with chance `enter`: binomial, five standard deviations, 1e-4 for misread rounds.
  expect(Math.abs(entered / calm - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / calm) + 1e-4);
  expect(Math.abs(left / inBurst - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / inBurst) + 1e-4);
});
