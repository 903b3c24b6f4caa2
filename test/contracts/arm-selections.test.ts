import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArmSelection } from '../../src/learning/arm-selection.js';
import { armSelections } from '../../src/learning/arm-selections.js';
import { CounterDraws } from '../../src/random/counter-draws.js';

const table = fc.integer({ min: 1, max: 5 }).chain((arms) =>
  fc.record({
    arms: fc.constant(arms),
    values: fc.array(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: -1, max: 1, noNaN: true })), {
      minLength: 3 * arms,
      maxLength: 3 * arms,
    }),
    counts: fc.array(fc.nat({ max: 20 }), { minLength: 3 * arms, maxLength: 3 * arms }),
    epsilon: fc.constantFrom(0, 0.3, 1),
    step: fc.nat(),
    key: fc.nat(),
  }),
);
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

/** The arm that agent 1 of 3 picks. */
function pick(policy: ArmSelection, { arms, values, counts, epsilon, step, key }: Table): number {
  const columns = { arms, values: Float64Array.from(values), counts: Uint32Array.from(counts) };
  return policy(columns, arms, epsilon, new CounterDraws(key), 1, step);
}

describe.each(Object.entries<ArmSelection>(armSelections))('the arm selection %s', (_, policy) => {
  test('picks one of the arms, and the same one again from the same state, step and key', () => {
    const property = fc.property(table, (state) => {
      const arm = pick(policy, state);
      expect(Number.isInteger(arm) && arm >= 0 && arm < state.arms).toBe(true);
      expect(pick(policy, state)).toBe(arm);
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('looks at its own agent only', () => {
    const property = fc.property(table, (state) => {
      const others = (own: number[], value: number) =>
        own.map((each, i) => (i >= state.arms && i < 2 * state.arms ? each : value));
      const changed = { ...state, values: others(state.values, 9), counts: others(state.counts, 0) };
      expect(pick(policy, changed)).toBe(pick(policy, state));
    });
    fc.assert(property, { seed: 2, numRuns: 500 });
  });

  test('settles on an arm that is much better and well known, where it does not explore', () => {
    const property = fc.property(table, (state) => {
      const best = state.arms - 1;
      const values = Array.from({ length: 3 * state.arms }, (_v, i) => (i % state.arms === best ? 1 : 0));
      const counts = new Array<number>(3 * state.arms).fill(1_000_000);
      expect(pick(policy, { ...state, values, counts, epsilon: 0 })).toBe(best);
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
  });
});
