import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadState, QTables } from '../../src/learning/q-learning.js';

describe('Q-learning', () => {
  // Two states, two actions (stay, move): reward of [state][action] and the state that follows.
  const follows = (state: number, action: number) => (action === 0 ? state : 1 - state);

  /** Action values after `sweeps` updates of every state and action, by the tables that src has or by others. */
  function converge(
    rewards: readonly number[],
    alpha: number,
    gamma: number,
    sweeps: number,
    tables: Pick<QTables, 'update' | 'values'> = new QTables(1, 2, 2, alpha, gamma),
  ): number[] {
    for (let sweep = 0; sweep < sweeps; sweep++) {
      for (const state of [0, 1]) {
        for (const action of [0, 1]) {
          tables.update(0, state, action, rewards[2 * state + action]!, follows(state, action));
        }
      }
    }
    return [...tables.values];
  }

  const known = [17.2, 18, 20, 16.2];
  const largestError = (values: readonly number[]) =>
    Math.max(...values.map((value, i) => Math.abs(value - known[i]!)));

  test('reaches the fixed point of two states: stay 17.2, move 18; stay 20, move 16.2', () => {
    expect(largestError(converge([1, 0, 2, 0], 0.1, 0.9, 5_000))).toBeLessThan(1e-9);
  });

  describe('is told from one', () => {
    /** Tables that move a value towards r + γ · worth(values of the state reached, values of the state left). */
    const otherTables = (gamma: number, worth: (reached: number[], left: number[]) => number) => {
      const values = new Float64Array(4);
      const row = (state: number) => [...values.subarray(2 * state, 2 * state + 2)];
      return {
        values,
        update(_agent: number, state: number, action: number, reward: number, next: number) {
          const goal = reward + gamma * worth(row(next), row(state));
          values[2 * state + action]! += 0.1 * (goal - values[2 * state + action]!);
        },
      };
    };
    const best = (reached: number[]) => Math.max(...reached);

    test('that is only written otherwise: by nothing', () => {
      expect(largestError(converge([1, 0, 2, 0], 0.1, 0.9, 5_000, otherTables(0.9, best)))).toBeLessThan(
        1e-9,
      );
    });

    test.each([
      ['that takes the mean of the next values', otherTables(0.9, ([a, b]) => (a! + b!) / 2)],
      ['that takes the worst of them', otherTables(0.9, (reached) => Math.min(...reached))],
      ['that takes the first of them', otherTables(0.9, ([first]) => first!)],
      ['that takes the values of the state it leaves', otherTables(0.9, (_, left) => best(left))],
      ['that discounts by 0.89', otherTables(0.89, best)],
    ])('%s', (_, tables) => {
      expect(largestError(converge([1, 0, 2, 0], 0.1, 0.9, 5_000, tables))).toBeGreaterThan(1);
    });
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
