import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadState, QTables } from '../../src/learning/q-learning.js';

describe('Q-learning', () => {
  // Two states, two actions (stay, move): reward of [state][action] and the state that follows.
  const follows = (state: number, action: number) => (action === 0 ? state : 1 - state);

  function converge(rewards: readonly number[], alpha: number, gamma: number, sweeps: number): number[] {
    const tables = new QTables(1, 2, 2, alpha, gamma);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      for (const state of [0, 1]) {
        for (const action of [0, 1]) {
          tables.update(0, state, action, rewards[2 * state + action]!, follows(state, action));
        }
      }
    }
    return [...tables.values];
  }

  test('reaches the fixed point of two states: stay 17.2, move 18; stay 20, move 16.2', () => {
    const values = converge([1, 0, 2, 0], 0.1, 0.9, 5_000);
    for (const [i, expected] of [17.2, 18, 20, 16.2].entries()) expect(values[i]).toBeCloseTo(expected, 9);
  });

  test('reaches the fixed point of Bellman for any rewards', () => {
    const reward = fc.double({ min: -10, max: 10, noNaN: true });
    const property = fc.property(
      fc.array(reward, { minLength: 4, maxLength: 4 }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 0.8, noNaN: true }),
      (rewards, alpha, gamma) => {
        const values = converge(rewards, alpha, gamma, 2_000);
        for (const state of [0, 1]) {
          for (const action of [0, 1]) {
            const next = follows(state, action);
            const best = Math.max(values[2 * next]!, values[2 * next + 1]!);
            expect(values[2 * state + action]).toBeCloseTo(rewards[2 * state + action]! + gamma * best, 8);
          }
        }
      },
    );
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('moves one value of one agent and no other', () => {
    const tables = new QTables(3, 4, 3, 0.5, 0.9);
    tables.update(1, 2, 1, 8, 3);
    expect([...tables.values.keys()].filter((i) => tables.values[i] !== 0)).toEqual([tables.row(1, 2) + 1]);
    expect(tables.values[tables.row(1, 2) + 1]).toBe(4);
  });
});

test.each([
  { ratio: 0, states: 21, state: 0 },
  { ratio: 0.0999, states: 21, state: 0 },
  { ratio: 0.5, states: 21, state: 5 },
  { ratio: 1.99, states: 21, state: 19 },
  { ratio: 2, states: 21, state: 20 },
  { ratio: 1e9, states: 21, state: 20 },
  { ratio: 0.7, states: 1, state: 0 },
])('a load ratio of $ratio is state $state of $states', ({ ratio, states, state }) => {
  expect(loadState(ratio, states)).toBe(state);
});
