import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionValues } from '../../src/theory/action-values.js';
import { epsilonGreedyRegret, ucb1Bound } from '../../src/theory/bandit-regret.js';
import { ucb1Regret } from '../../src/theory/ucb1-regret.js';

test('the bound of UCB1 on arms of 0.5 and 0.6 is 737.3 after 10⁴ steps', () => {
  expect(ucb1Bound([0.1, 0], 10_000)).toBeCloseTo(737.3, 0);
  expect(ucb1Bound([0, 0], 10_000)).toBe(0);
  // Arms add up, and a tenfold of steps adds 8 ln 10 / Δ.
  expect(ucb1Bound([0.1, 0.3, 0], 500)).toBeCloseTo(ucb1Bound([0.1], 500) + ucb1Bound([0.3], 500), 9);
  expect(ucb1Bound([0.2], 1000) - ucb1Bound([0.2], 100)).toBeCloseTo((8 * Math.LN10) / 0.2, 9);
});

/** The naive twin: every history by itself, reward by reward. O(2^steps). */
function regretByHistories(means: readonly number[], steps: number): number {
  const follow = (history: readonly { arm: number; reward: number }[], chance: number): number => {
    if (history.length === steps) return 0;
    const statistics = means.map((_, arm) => {
      const own = history.filter((each) => each.arm === arm);
      const mean = own.reduce((sum, { reward }) => sum + reward, 0) / own.length;
      return own.length === 0
        ? Number.POSITIVE_INFINITY
        : mean + Math.sqrt((2 * Math.log(history.length)) / own.length);
    });
    const arm = statistics.indexOf(Math.max(...statistics));
    const gap = Math.max(...means) - means[arm]!;
    const mean = means[arm]!;
    return (
      chance * gap +
      follow([...history, { arm, reward: 1 }], chance * mean) +
      follow([...history, { arm, reward: 0 }], chance * (1 - mean))
    );
  };
  return follow([], 1);
}

test.each([
  [[0.5, 0.6], 11],
  [[0.9, 0.4], 12],
  [[0.3, 0.3], 8],
  [[1, 0], 12],
] as [[number, number], number][])(
  'the regret of UCB1 on arms of %j after %i steps is that of all histories',
  (means, steps) => {
    for (let t = 1; t <= steps; t++)
      expect(ucb1Regret(means, t)).toBeCloseTo(regretByHistories(means, t), 10);
  },
);

test('a step of ε-greedy costs ε times the mean gap: 0.005', () => {
  expect(epsilonGreedyRegret([0.1, 0], 0.1)).toBeCloseTo(0.005, 12);
  expect(epsilonGreedyRegret([0.1, 0.4, 0, 0.3], 0.5)).toBeCloseTo(0.1, 12);
});

test('the action values of two states are 17.2, 18; 20, 16.2', () => {
  const stayAndMove = (state: number, reward: number) => [
    { reward, next: state },
    { reward: 0, next: 1 - state },
  ];
  const [first, second] = actionValues([stayAndMove(0, 1), stayAndMove(1, 2)], 0.9) as [number[], number[]];
  for (const [i, known] of [17.2, 18, 20, 16.2].entries())
    expect([...first, ...second][i]).toBeCloseTo(known, 10);
});

test('action values are those of the best policy, tried one by one', () => {
  const states = 3;
  const outcome = fc.record({ reward: fc.integer({ min: -9, max: 9 }), next: fc.nat({ max: states - 1 }) });
  const outcomes = fc.array(fc.tuple(outcome, outcome), { minLength: states, maxLength: states });
  const property = fc.property(outcomes, fc.double({ min: 0, max: 0.9, noNaN: true }), (given, discount) => {
    const values = actionValues(given, discount);
    /** What a policy earns from a state: 400 steps leave 0.9^400. */
    const earned = (policy: number, from: number): number => {
      let [sum, weight, state] = [0, 1, from];
      for (let step = 0; step < 400; step++) {
        const { reward, next } = given[state]![(policy >> state) & 1]!;
        sum += weight * reward;
        weight *= discount;
        state = next;
      }
      return sum;
    };
    for (const [state, actions] of given.entries()) {
      for (const [action, { reward, next }] of actions.entries()) {
        const best = Math.max(...Array.from({ length: 2 ** states }, (_, policy) => earned(policy, next)));
        expect(values[state]![action]).toBeCloseTo(reward + discount * best, 8);
      }
    }
  });
  fc.assert(property, { seed: 1, numRuns: 60 });
});
